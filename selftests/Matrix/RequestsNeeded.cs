using Kvv.Conformance.Findings;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// How many requests it takes to see a fault: those of the checks in their registered order, one after another, up to and with the
/// first failure that belongs to the fault. The run itself sends them side by side. Pure.
/// </summary>
internal static class RequestsNeeded
{
    /// <summary>Counts.</summary>
    /// <param name="contact">The requests of the first contact.</param>
    /// <param name="checks">The checks.</param>
    /// <param name="all">All requests of the run, benchmarks included: what it takes when no check shows the fault.</param>
    /// <param name="belongs">Whether a requirement's failure belongs to the fault.</param>
    /// <param name="kinds">The kinds of anomaly that break rules of every reply which belong to the fault.</param>
    public static long Count(long contact, IReadOnlyList<CheckCost> checks, long all, Func<string, bool> belongs, IReadOnlySet<string> kinds) =>
        First(contact, checks, c => c.Status == FindingStatus.Fail && belongs(c.Requirement), kinds)
        // A fault that lets nothing through breaks no rule: the first check without an answer shows it.
        ?? First(contact, checks, c => c.Status == FindingStatus.Infrastructure, kinds)
        ?? all;

    private static long? First(long contact, IReadOnlyList<CheckCost> checks, Func<CheckCost, bool> shows, IReadOnlySet<string> kinds)
    {
        var before = contact;
        foreach (var check in checks)
        {
            var reply = check.Replies.TakeWhile(r => !r.Any(kinds.Contains)).Count();
            if (reply < check.Replies.Count)
                return before + reply + 1;
            if (shows(check))
                return before + check.Requests;
            before += check.Requests;
        }

        return null;
    }
}
