using System.Globalization;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Requirements;

namespace Kvv.Conformance.Session;

/// <summary>Judges the rules that hold for every reply of the run, from what the detectors saw so far.</summary>
internal sealed class AlwaysOnRules(RequirementCatalogue catalogue, ReplyLedger ledger)
{
    /// <summary>The mode of such a finding: it belongs to no single request.</summary>
    public const string Mode = "every reply";

    /// <summary>The rules.</summary>
    public IEnumerable<Requirement> Rules => catalogue.All.Where(r => r.IsAlwaysOn);

    /// <summary>Judges one rule on the replies so far.</summary>
    public Finding Judge(Requirement rule)
    {
        var summary = ledger.Summarise(rule.Anomalies);
        var finding = new Finding { Requirement = rule, Mode = Mode, Status = FindingStatus.Pass };
        if (summary.Replies == 0)
            return finding with { Status = FindingStatus.NotRun, Actual = "no reply was received" };
        if (summary.Affected <= rule.MaxRate * summary.Replies)
            return finding with { Actual = string.Create(CultureInfo.InvariantCulture, $"{summary.Affected} of {summary.Replies} replies") };
        return finding with
        {
            Status = FindingStatus.Fail,
            Expected = rule.Title,
            Actual = string.Create(CultureInfo.InvariantCulture, $"{summary.Affected} of {summary.Replies} replies break it, for example {string.Join("; and ", summary.Examples.Take(2))}"),
            Faults = rule.Faults,
            Evidence = summary.Evidence,
        };
    }

    /// <summary>Judges all rules on the replies so far.</summary>
    public IEnumerable<Finding> JudgeAll() => Rules.Select(Judge);
}
