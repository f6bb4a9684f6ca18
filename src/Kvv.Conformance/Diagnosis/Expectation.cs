using Kvv.Conformance.Faults;

namespace Kvv.Conformance.Diagnosis;

/// <summary>How likely a place breaks when a fault acts, from its measured signature and from the rows of the catalogues.</summary>
internal sealed class Expectation(SignatureTable signatures)
{
    // Measured and named, measured only, in some runs, named although the measurement passed: a field fault is no copy of ours.
    private const double MeasuredAndNamed = 0.9;
    private const double Measured = 0.8;
    private const double InSomeRuns = 0.5;
    private const double NamedAgainstMeasurement = 0.1;

    // A figure says by its own analysis what it is the sign of: where it fails and names others, a fault that it names as a rule is hardly there.
    private const double NamedOtherwise = 0.1;

    // An outage where a failure was measured, or the reverse: the same defect, seen through another answer.
    private const double OtherWayToBreak = 0.2;

    // Named by a catalogue row and not measured: by its place in the row, most usual first.
    private static readonly double[] ByRank = [0.6, 0.4, 0.3, 0.2];

    /// <summary>The chance that a place shows what was seen there, or the like, when the fault acts on every request it can act on.</summary>
    public double Chance(Fault fault, EvidenceUnit unit, Facet facet)
    {
        var rank = Rank(unit, fault.Id);
        var signature = signatures.Find(fault.Id);
        if (rank < 0 && facet.Sight == Sight.Fail && unit.Named.Count > 0 && signature?.NamedBy.Contains(unit.Subject) == true)
            return NamedOtherwise;
        var effect = signature?.At(unit.Subject, facet.Name);
        if (effect is null)
            return rank < 0 || !CanAct(fault, facet.Name) ? 0 : ByRank[Math.Min(rank, ByRank.Length - 1)];
        var named = rank >= 0;
        return (effect, facet.Sight) switch
        {
            (Effect.Fails, Sight.NoAnswer) or (Effect.NoAnswer, Sight.Fail) => OtherWayToBreak,
            (Effect.Fails or Effect.NoAnswer, _) => named ? MeasuredAndNamed : Measured,
            (Effect.Sometimes, _) => InSomeRuns,
            _ => named && facet.Sight != Sight.NoAnswer && CanAct(fault, facet.Name) ? NamedAgainstMeasurement : 0,
        };
    }

    /// <summary>Whether a fault may break some place of a unit.</summary>
    public bool Touches(Fault fault, EvidenceUnit unit) => unit.Named.Contains(fault.Id) || signatures.Find(fault.Id)?.Subjects.Contains(unit.Subject) == true;

    private static int Rank(EvidenceUnit unit, string fault)
    {
        for (var i = 0; i < unit.Named.Count; i++)
        {
            if (unit.Named[i] == fault)
                return i;
        }

        return -1;
    }

    // A fault of streams cannot break a whole reply, one of thinking cannot break a mode without it.
    private static bool CanAct(Fault fault, string mode) => !fault.Activation.Any(a => a.Condition switch
    {
        FaultCondition.Stream => mode.StartsWith("whole", StringComparison.Ordinal),
        FaultCondition.Whole => mode.StartsWith("stream", StringComparison.Ordinal),
        FaultCondition.Thinking => mode.EndsWith($"thinking {(a.Values[0] == "on" ? "off" : "on")}", StringComparison.Ordinal),
        _ => false,
    });
}
