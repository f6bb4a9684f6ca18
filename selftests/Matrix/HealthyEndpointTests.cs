using Kvv.Conformance.Verdicts;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>A healthy endpoint breaks no rule, whatever its profile and seed: no false alarm.</summary>
[TestFixture]
public sealed class HealthyEndpointTests
{
    private static readonly string[] Profiles =
        ["kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2", "generic-openai"];

    [Test]
    public async Task NoRequirementFails([ValueSource(nameof(Profiles))] string profile, [Values(1, 2, 3)] int seed)
    {
        await using var run = await TestRun.StartAsync(("KVV_PROFILE", profile), ("KVV_SEED", $"{seed}"));
        var outcome = await run.PreVerifyAsync();
        var wrong = outcome.Document.Requirements.Where(r => r.Status is not ("pass" or "unsupported")).Select(r => $"{r.Id} [{r.Mode}] {r.Status}: {r.Actual}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(outcome.Verdict.Kind, Is.EqualTo(VerdictKind.Conforms), string.Join("; ", outcome.Verdict.Reasons));
        }
    }
}
