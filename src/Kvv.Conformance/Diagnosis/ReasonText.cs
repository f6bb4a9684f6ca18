using System.Globalization;
using Kvv.Conformance.Faults;

namespace Kvv.Conformance.Diagnosis;

/// <summary>Why a fault stands where it stands, in sentences for a person.</summary>
internal static class ReasonText
{
    private const int Examples = 4;

    // From this chance on a fault is said to break a rule as a rule; what it was measured to break in some runs only is less.
    private const double Breaks = 0.55;

    public static string Likely(EvidenceBoard board, Fault fault, Suspicion suspicion)
    {
        var (explained, direct, spared) = (Explained(board, fault), Direct(board, fault), Spared(board, fault));
        var text = $"It explains {explained.Count} of {Count(Broken(board), "failure", "failures")} ({List(explained)}).";
        if (direct.Count > 0)
            text += $" Replies show it directly: {List(direct)}.";
        if (spared.Count == 0)
            return text + " Nothing that passed speaks against it.";
        return text + (suspicion.IsSteady
            ? $" Against it speaks that {List(spared)} passed, which it breaks as a rule."
            : $" {Count(spared.Count, "rule", "rules")} that it breaks when it always acts passed ({List(spared)}): it seems to act in a part of the requests only.");
    }

    public static string LookAlike(EvidenceBoard board, Fault fault, Suspicion suspicion, Fault likely, Suspicion pick)
    {
        var units = Enumerable.Range(0, board.Units.Count).Select(u => (Unit: board.Units[u], Difference: board.Gain(likely, pick.Share, u) - board.Gain(fault, suspicion.Share, u))).ToList();
        var against = units.MaxBy(u => u.Difference);
        var explained = Explained(board, fault);
        var text = $"From outside it looks like {likely.Id}: it would explain {List(explained)}";
        if (against.Difference < 0.1)
            return text + " as well, and nothing in this run tells the two apart.";
        return text + (against.Unit.IsOpen ? $", but less well {against.Unit.Subject}." : $", but {against.Unit.Subject} passed, which it breaks as a rule.");
    }

    public static string Possible(EvidenceBoard board, Fault fault, IReadOnlyList<Suspicion> picks, FaultCatalogue faults)
    {
        var pointing = board.Units.Where(u => u.IsOpen && u.Named.Contains(fault.Id)).Select(u => u.Subject).ToList();
        var spared = Spared(board, fault);
        var text = $"{List(pointing)} {(pointing.Count == 1 ? "points" : "point")} at it";
        if (spared.Count > 0)
            return $"{text}, but it breaks {List(spared)} as a rule, and {(spared.Count == 1 ? "that" : "those")} passed.";
        var units = Enumerable.Range(0, board.Units.Count).Where(u => board.Units[u].IsOpen && board.Units[u].Named.Contains(fault.Id)).ToList();
        var better = picks.Select(p => faults.Get(p.Fault)).FirstOrDefault(p => units.TrueForAll(u => board.ReachOfBroken(p, u) > 0));
        return better is null ? $"{text}, which is little." : $"{text}, but {better.Id} explains the same and more.";
    }

    private static int Broken(EvidenceBoard board) => board.Units.Count(u => u.IsOpen);

    private static List<string> Explained(EvidenceBoard board, Fault fault) => Where(board, u => board.Units[u].IsOpen && board.ReachOfBroken(fault, u) > 0);

    private static List<string> Direct(EvidenceBoard board, Fault fault) =>
        [.. Enumerable.Range(0, board.Units.Count).Where(u => board.Units[u] is { IsDirect: true, IsOpen: true } && board.ReachOfBroken(fault, u) >= Breaks)
            .SelectMany(u => board.Units[u].Subject == EvidenceGatherer.FirstContact ? [EvidenceGatherer.FirstContact] : board.Units[u].Facets.Where(f => f.Sight != Sight.Pass).Select(f => f.Name))];

    private static List<string> Spared(EvidenceBoard board, Fault fault) => Where(board, u => !board.Units[u].IsOpen && board.Reach(fault, u) >= Breaks);

    private static List<string> Where(EvidenceBoard board, Func<int, bool> holds) => [.. Enumerable.Range(0, board.Units.Count).Where(holds).Select(u => board.Units[u].Subject)];

    private static string List(List<string> names) => names.Count switch
    {
        0 => "nothing",
        <= Examples => string.Join(", ", names),
        _ => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(Examples - 1))} and {names.Count - Examples + 1} more"),
    };

    private static string Count(int number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number} {(number == 1 ? one : many)}");
}
