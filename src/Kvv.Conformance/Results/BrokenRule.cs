using Kvv.Conformance.Session;

namespace Kvv.Conformance.Results;

/// <summary>A rule that did not pass in some of its modes.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Modes">Its findings that did not pass.</param>
/// <param name="Fault">The likeliest fault that explains it, or <see langword="null"/>.</param>
internal sealed record BrokenRule(string Id, IReadOnlyList<RequirementInfo> Modes, FaultInfo? Fault)
{
    /// <summary>
    /// Rules in the order in which they help: those that the likeliest fault explains first, and of these the rules of every reply,
    /// which show it directly; then what no likely fault explains, the rules that few faults are known to break before those that
    /// many are.
    /// </summary>
    /// <param name="result">The run.</param>
    /// <param name="which">The findings that are asked for.</param>
    public static IReadOnlyList<BrokenRule> Ordered(ResultDocument result, Func<RequirementInfo, bool> which)
    {
        var likely = result.Faults.Where(f => f.Standing == "likely").ToList();
        return [.. result.Requirements.Where(which).GroupBy(r => r.Id, StringComparer.Ordinal)
            .Select(g => (Modes: g.ToList(), Rank: likely.FindIndex(f => f.Requirements.Contains(g.Key))))
            .OrderBy(g => g.Rank < 0 ? int.MaxValue : g.Rank)
            .ThenBy(g => g.Rank >= 0 && g.Modes[0].Mode == AlwaysOnRules.Mode ? 0 : 1)
            .ThenBy(g => g.Rank < 0 ? KnownCauses(g.Modes[0]) : likely[g.Rank].Requirements.ToList().IndexOf(g.Modes[0].Id))
            .Select(g => new BrokenRule(g.Modes[0].Id, g.Modes, g.Rank < 0 ? null : likely[g.Rank]))];
    }

    /// <summary>The first few of each fault, then of the others as many as there is room for; the order stays.</summary>
    /// <param name="rules">All of them, ordered.</param>
    /// <param name="most">How many there is room for.</param>
    /// <param name="each">How many of one fault go first.</param>
    public static IReadOnlyList<BrokenRule> Selection(IReadOnlyList<BrokenRule> rules, int most, int each)
    {
        var chosen = rules.GroupBy(r => r.Fault?.Id).SelectMany(g => g.Take(each)).Take(most).ToList();
        chosen.AddRange(rules.Except(chosen).Take(most - chosen.Count).ToList());
        return [.. rules.Where(chosen.Contains)];
    }

    private static int KnownCauses(RequirementInfo finding) => finding.Faults.Count == 0 ? int.MaxValue : finding.Faults.Count;
}
