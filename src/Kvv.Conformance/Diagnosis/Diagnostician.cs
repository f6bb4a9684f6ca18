using Kvv.Conformance.Faults;

namespace Kvv.Conformance.Diagnosis;

/// <summary>
/// Names the faults behind what a run found. It takes the fault that fits all evidence best, what passed included; then the one
/// that fits best what is left; and so on until no fault explains enough more than chance does. Pure.
/// </summary>
internal sealed class Diagnostician
{
    // The least gain that makes a fault likely: odds of about 12 to 1 against chance.
    private const double LeastGain = 2.5;

    // A fault whose evidence is at most this much weaker (odds of about 55 to 1) can stand in for a likely one.
    private const double NearGain = 4;

    // As much of a likely fault's gain as one that the catalogue lists as its look-alike needs.
    private const double LookAlikeShare = 0.4;

    private const int MostFaultsAtOnce = 8;

    // Below this chance a failure is not explained.
    private const double LeastExplanation = 0.05;

    private readonly FaultCatalogue _faults;
    private readonly Expectation _expectation;

    public Diagnostician(FaultCatalogue faults, SignatureTable signatures)
    {
        _faults = faults;
        _expectation = new(signatures);
    }

    /// <summary>Diagnoses a run.</summary>
    public DiagnosisResult Diagnose(DiagnosisInput input) => Diagnose(EvidenceGatherer.Gather(input));

    /// <summary>Diagnoses evidence.</summary>
    public DiagnosisResult Diagnose(IReadOnlyList<EvidenceUnit> units)
    {
        if (!units.Any(u => u.IsOpen))
            return DiagnosisResult.Nothing;
        var named = units.Where(u => u.Failed || (u.IsOpen && u.IsDirect)).SelectMany(u => u.Named).ToHashSet(StringComparer.Ordinal);
        if (named.FirstOrDefault(id => !_faults.TryGet(id, out _)) is { } stranger)
            throw new InvalidDataException($"{units.First(u => u.Named.Contains(stranger)).Subject} names the fault \"{stranger}\", which the fault catalogue does not hold.");
        var board = new EvidenceBoard(units, new FaultReach(units, _expectation));
        var picks = Pick(board);
        var suspects = new DiagnosisList(_faults, board.Cleared(), picks);
        foreach (var pick in picks)
            suspects.AddLikely(pick, LookAlikes(board.Cleared(), picks, pick));
        suspects.AddPossible(named);
        var given = Given(board, picks);
        return new(suspects.InOrder(), [.. units.Select((u, i) => (Unit: u, Index: i)).Where(u => u.Unit.Failed && given.Explained(u.Index) < LeastExplanation).Select(u => u.Unit.Subject)]);
    }

    private List<Suspicion> Pick(EvidenceBoard board)
    {
        var picks = new List<Suspicion>();
        while (picks.Count < MostFaultsAtOnce)
        {
            var given = Given(board, picks);
            var (best, gain) = Best(given, picks.Select(p => p.Fault));
            if (best is null || gain < LeastGain)
                break;
            picks.Add(best);
        }

        // What was taken first may be explained by what was taken later together.
        foreach (var pick in picks.Count < 3 ? [] : picks.ToList())
        {
            var others = picks.Where(p => p != pick).ToList();
            if (Gain(Given(board, others), pick) < LeastGain)
                picks = others;
        }

        return picks;
    }

    private (Suspicion? Suspicion, double Gain) Best(EvidenceBoard given, IEnumerable<string> taken)
    {
        var skip = taken.ToHashSet(StringComparer.Ordinal);
        (Suspicion? Suspicion, double Gain) best = (null, double.NegativeInfinity);
        foreach (var fault in _faults.Faults.Where(f => !skip.Contains(f.Id)))
        {
            var candidate = Best(given, fault);
            if (candidate.Gain > best.Gain + 1e-9)
                best = candidate;
        }

        return best;
    }

    private static (Suspicion Suspicion, double Gain) Best(EvidenceBoard given, Fault fault) => Suspicion.Shares
        .Select(s => (new Suspicion(fault.Id, s.Share), given.Gain(fault, s.Share) + s.LogOdds))
        .MaxBy(s => s.Item2);

    // Who could stand in for a likely fault, were everything else as it is.
    private List<Suspicion> LookAlikes(EvidenceBoard board, List<Suspicion> picks, Suspicion pick)
    {
        var others = Given(board, [.. picks.Where(p => p != pick)]);
        var gain = Gain(others, pick);
        var listed = _faults.Get(pick.Fault).LookAlikes;
        return
        [
            .. _faults.Faults.Where(f => picks.TrueForAll(p => p.Fault != f.Id))
                .Select(f => Best(others, f))
                .Where(c => c.Gain >= LeastGain && (c.Gain >= gain - NearGain || (listed.Contains(c.Suspicion.Fault) && c.Gain >= LookAlikeShare * gain)))
                .OrderByDescending(c => c.Gain)
                .Select(c => c.Suspicion),
        ];
    }

    private EvidenceBoard Given(EvidenceBoard board, IReadOnlyList<Suspicion> picks)
    {
        var given = board.Cleared();
        foreach (var pick in picks)
            given.Take(_faults.Get(pick.Fault), pick.Share);
        return given;
    }

    private double Gain(EvidenceBoard given, Suspicion suspicion) =>
        given.Gain(_faults.Get(suspicion.Fault), suspicion.Share) + Suspicion.Shares.First(s => s.Share == suspicion.Share).LogOdds;
}
