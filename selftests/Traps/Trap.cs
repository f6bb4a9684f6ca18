using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.Traps;

/// <summary>A correct deployment that differs in a way that a naive check takes for a fault.</summary>
internal static class Trap
{
    /// <summary>No <c>must</c> finding of these requirements speaks against the endpoint: none fails, none is left in doubt.</summary>
    /// <param name="scenario">The legitimate behaviour.</param>
    /// <param name="requirements">Ids of requirements with checks; always-on rules are judged on their traffic in any case.</param>
    public static async Task RaisesNoAlarmAsync(Scenario scenario, params string[] requirements)
    {
        var findings = await ScenarioRun.JudgeAsync(scenario, requirements);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(requirements.Except(findings.Select(f => f.Id)), Is.Empty, "a requirement of the trap does not exist");
            Assert.That(
                findings.Where(f => f.Level == "must" && f.Status is not ("pass" or "unsupported")).Select(f => $"{f.Id} [{f.Mode}] {f.Status}: {f.Actual}"),
                Is.Empty);
        }
    }
}
