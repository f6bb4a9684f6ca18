using Kvv.Conformance.Faults;

namespace Kvv.Conformance.Diagnosis;

/// <summary>Puts suspected faults in order, each with its reason.</summary>
internal sealed class DiagnosisList(FaultCatalogue faults, EvidenceBoard board, IReadOnlyList<Suspicion> picks)
{
    // So many look-alikes stand right behind the first likely fault, and behind each later one; the rest follows all likely ones.
    private const int BehindTheFirst = 2;
    private const int BehindALater = 1;

    private readonly List<SuspectedFault> _front = [];
    private readonly List<SuspectedFault> _further = [];
    private readonly List<SuspectedFault> _possible = [];
    private readonly HashSet<string> _listed = picks.Select(p => p.Fault).ToHashSet(StringComparer.Ordinal);

    /// <summary>Adds a likely fault, then those that could stand in for it.</summary>
    public void AddLikely(Suspicion pick, IReadOnlyList<Suspicion> lookAlikes)
    {
        var fault = faults.Get(pick.Fault);
        _front.Add(new(pick.Fault, Standing.Likely, Explains(fault), ReasonText.Likely(board, fault, pick), [.. lookAlikes.Select(l => l.Fault)]));
        var room = _front.Count == 1 ? BehindTheFirst : BehindALater;
        foreach (var other in lookAlikes.Where(l => _listed.Add(l.Fault)))
        {
            var twin = faults.Get(other.Fault);
            var suspected = new SuspectedFault(other.Fault, Standing.LookAlike, Explains(twin), ReasonText.LookAlike(board, twin, other, fault, pick), []);
            if (room-- > 0)
                _front.Add(suspected);
            else
                _further.Add(suspected);
        }
    }

    /// <summary>Adds the faults that failures point at and that are not listed yet.</summary>
    public void AddPossible(IReadOnlySet<string> named) => _possible.AddRange(named.Where(_listed.Add)
        .Select(faults.Get)
        .OrderByDescending(f => Suspicion.Shares.Max(s => board.Gain(f, s.Share) + s.LogOdds))
        .ThenBy(f => f.Id, StringComparer.Ordinal)
        .Select(f => new SuspectedFault(f.Id, Standing.Possible, Explains(f), ReasonText.Possible(board, f, picks, faults), [])));

    public IReadOnlyList<SuspectedFault> InOrder() => [.. _front, .. _further, .. _possible];

    private List<string> Explains(Fault fault) => [.. Enumerable.Range(0, board.Units.Count).Where(u => board.Units[u].IsOpen && board.ReachOfBroken(fault, u) > 0).Select(u => board.Units[u].Subject)];
}
