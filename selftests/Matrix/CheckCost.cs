using Kvv.Conformance.Findings;
using Kvv.Conformance.Session;

namespace Kvv.SelfTests.Matrix;

/// <summary>What one check of a run sent and saw.</summary>
/// <param name="Requirement">The requirement's id.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Requests">The requests it sent.</param>
/// <param name="Replies">For each of its replies the kinds of anomaly in it.</param>
internal sealed record CheckCost(string Requirement, FindingStatus Status, long Requests, IReadOnlyList<IReadOnlyList<string>> Replies)
{
    /// <summary>The checks of a session in their registered order, from its journal.</summary>
    public static IReadOnlyList<CheckCost> Read(ConformanceSession session)
    {
        var records = FindingJournal.Read(Path.Combine(session.RunFolder, FindingJournal.File)).ToDictionary(r => r.Key, StringComparer.Ordinal);
        return
        [
            .. session.Registry.Checks.Where(c => records.ContainsKey(c.Key)).Select(c => (Check: c, Record: records[c.Key])).Select(c => new CheckCost(
                c.Check.Requirement.Id, c.Record.Status, c.Record.Usage.Requests, [.. c.Record.Replies.Select(r => r.Select(a => a.Kind).Distinct().ToList())])),
        ];
    }
}
