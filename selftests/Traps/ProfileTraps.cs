using System.Text.Json.Nodes;
using Kvv.Conformance.Verdicts;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Traps;

/// <summary>What sources disagree about, or spell in two ways, is a setting; either reading of it is judged without an alarm.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class ProfileTraps
{
    // K2.5 and later have a switch that is spelled thinking.type first-party and chat_template_kwargs.thinking on engines.
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k3")]
    public async Task TheEnginesSpellingOfTheSwitchIsNoFault(string profile)
    {
        await using var run = await TestRun.StartAsync(("KVV_PROFILE", profile), ("KVV_DIALECT", "opensource"), ("KVV_REFERENCE_FAULTS", ""));
        var outcome = await run.PreVerifyAsync();
        Assert.That(
            (outcome.Verdict.Kind, outcome.Document.Requirements.Where(r => r.Level == "must" && r.Status is not ("pass" or "unsupported")).Select(r => $"{r.Id} [{r.Mode}] {r.Status}: {r.Actual}")),
            Is.EqualTo((VerdictKind.Conforms, Enumerable.Empty<string>())).Using<(VerdictKind Kind, IEnumerable<string> Findings)>((a, b) => a.Kind == b.Kind && a.Findings.SequenceEqual(b.Findings)));
    }

    // The maker's documents of July 2026 say that K3 always thinks, its own tests switch thinking off: a profile may say either.
    [Test]
    public Task AK3ThatAlwaysThinks() => Trap.RaisesNoAlarmAsync(
        new()
        {
            Profile = "kimi-k3",
            EditProfile = p =>
            {
                p["thinking"]!["modes"] = new JsonArray("on");
                p["thinking"]!["offRequest"] = "refused";
                p["parameters"]!.AsArray().RemoveAll(rule => rule!["thinking"]?.GetValue<string>() == "off");
                p["tools"]!["choices"]!.AsObject().Remove("off");
            },
        },
        "THINK-ON-001", "THINK-OFF-005", "THINK-DEFAULT-001", "THINK-FIELD-001", "EFFORT-ORDER-001", "TOOL-FORCE-001", "FORMAT-SCHEMA-001");
}
