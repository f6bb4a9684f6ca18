using Kvv.Agents.Coding;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using Kvv.Agents.ServiceDesk;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using NUnit.Framework;
using static Kvv.SelfTests.Agents.ScriptedModel;

namespace Kvv.SelfTests.Agents;

/// <summary>The whole path over HTTP: a healthy endpoint solves everything, a faulty one fails and its fault is named from the turns.</summary>
[TestFixture]
public sealed class EpisodeFaultTests
{
    private static ServiceDeskBook Desk { get; } = ServiceDeskBook.Read(Desks.Folder, PlayedEpisodes.Plan);

    private static IEnumerable<Sample> Some(params string[] ids) => Desk.Dataset.Samples.Where(s => ids.Length == 0 || ids.Contains(s.Id));

    [Test]
    public async Task AHealthyEndpointSolvesEveryDeskTaskAndNoFaultIsNamed()
    {
        var played = await PlayedEpisodes.PlayAsync(Desk, Some());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(played, Has.Count.EqualTo(Desk.Dataset.Samples.Count));
            Assert.That(played.Where(p => p.Value.Score?.Value != 1).Select(p => $"{p.Key}: {p.Value.Score?.Explanation ?? p.Value.Failure}"), Is.Empty);
            Assert.That(played.SelectMany(p => p.Value.Score!.Faults.Select(f => $"{p.Key}: {f}")), Is.Empty);
        }
    }

    [Test]
    public async Task AHealthyEndpointSolvesEveryCodingTask()
    {
        var sandbox = await SandboxTests.SandboxAsync();
        var book = CodingBook.Read(Path.Combine(PlayedEpisodes.Fixtures, "agentic", "repositories"), PlayedEpisodes.Plan, sandbox, new SandboxLimits());
        var played = await PlayedEpisodes.PlayAsync(book, book.Dataset.Samples);
        Assert.That(played.Where(p => p.Value.Score?.Value != 1).Select(p => $"{p.Key}: {p.Value.Score?.Explanation ?? p.Value.Failure}"), Is.Empty);
    }

    [Test]
    public async Task SkillDecidesHowManyAreSolvedAndTheSameOnesEachTime()
    {
        var first = await PlayedEpisodes.PlayAsync(Desk, Some(), skill: 0.5);
        var second = await PlayedEpisodes.PlayAsync(Desk, Some(), skill: 0.5);
        var none = await PlayedEpisodes.PlayAsync(Desk, Some(), skill: 0);
        var solved = first.Count(p => p.Value.Score!.Value == 1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(solved, Is.InRange(15, 42));
            Assert.That(second.Select(p => p.Value.Score!.Value), Is.EqualTo(first.Select(p => p.Value.Score!.Value)));
            // A mistake in a task that ends in a refusal may be harmless: nothing was to be done.
            Assert.That(none.Count(p => p.Value.Score!.Value == 1), Is.LessThan(Desk.Dataset.Samples.Count / 3));
        }
    }

    [TestCase("ml-thinks-then-stops", "shop-cancel-pending", "ml-thinks-then-stops")]
    [TestCase("ml-collapse-at-turn-3:turn>=1", "shop-cancel-then-refund", "tc-markers-in-content")]
    [TestCase("ml-collapse-at-turn-3", "clinic-three-wishes", "ml-collapse-at-turn-3")]
    [TestCase("ml-result-mixup", "shop-three-at-once", "ml-result-mixup")]
    [TestCase("ml-proxy-loses-thinking", "depot-lend-drill", "ml-proxy-loses-thinking")]
    [TestCase("ml-proxy-loses-thinking,ml-echo-400", "depot-lend-drill", "ml-echo-400")]
    [TestCase("ml-empty-on-large-context", "depot-in-repair", "ml-empty-on-large-context")]
    [TestCase("tc-args-invalid-json", "shop-cancel-pending", "tc-args-invalid-json")]
    [TestCase("tc-id-repeats-across-turns:turn>=1", "depot-audit", "tc-id-repeats-across-turns")]
    [TestCase("dk-repetition-loop", "shop-cancel-pending", "dk-repetition-loop")]
    [TestCase("dk-repetition-loop:rounds>=2", "depot-audit", "dk-repetition-loop")]
    [TestCase("dk-speculative-loop", "clinic-three-wishes", "dk-speculative-loop")]
    public async Task AFaultIsNamedFromTheTurns(string faults, string task, string named)
    {
        var trial = (await PlayedEpisodes.PlayAsync(Desk, Some(task), faults))[task];
        Assert.That(trial.Score?.Faults, Does.Contain(named), $"{trial.Score?.Value} {trial.Score?.Explanation} {trial.Failure}; {trial.Score?.Details?.ToJsonString()}");
    }

    // Sound for two rounds; from the third on the same call, carried out each time, until no more requests are allowed.
    [Test]
    public async Task TheServedCallIsRepeatedToTheCap()
    {
        var (healthy, looping) = ((await PlayedEpisodes.PlayAsync(Desk, Some("depot-audit")))["depot-audit"], (await PlayedEpisodes.PlayAsync(Desk, Some("depot-audit"), "dk-repetition-loop:rounds>=2"))["depot-audit"]);
        var details = looping.Score!.Details!.ToJsonString();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(healthy.Score!.Faults, Is.Empty);
            Assert.That((looping.Score!.Value, looping.Score.Faults.Single()), Is.EqualTo(((double?)0, "dk-repetition-loop")), details);
            Assert.That((string?)looping.Score!.Details!["end"], Is.EqualTo("StepLimit"), details);
        }
    }

    [Test]
    public async Task CallsRepeatedToTheCapAreNamed()
    {
        var (trajectory, _) = await AgentLoopTests.PlayAsync(new ScriptedModel(Calls(("a", "read", "{}"))), new CounterWorld(true, "Go."), p => p with { Limits = new() { Steps = 8 } });
        var (healthy, _) = await AgentLoopTests.PlayAsync(new ScriptedModel(Calls(("a", "read", "{}")), Says("0")), new CounterWorld(true, "Go."));
        Assert.That(TrajectoryFaults.Of(trajectory, AgentLoopTests.Plan), Does.Contain("dk-repetition-loop"));
        Assert.That(TrajectoryFaults.Of(healthy, AgentLoopTests.Plan), Is.Empty);
    }

    [Test]
    public async Task ARefusalAfterAMalformedCallIsNamed()
    {
        var (trajectory, _) = await AgentLoopTests.PlayAsync(new ScriptedModel(Calls(("a", "read", "{")), Ends(Kvv.Wire.ExchangeOutcome.Refused, 400, "Expecting value")), new CounterWorld(true, "Go."));
        Assert.That(TrajectoryFaults.Of(trajectory, AgentLoopTests.Plan), Does.Contain("ml-malformed-history-fails"));
    }

    [Test]
    public void TheJudgeNamesTheFaultsOfFailedEpisodesAndCountsPolicyBreaks()
    {
        var judge = new EpisodeJudge(new AccuracyTarget(0.7, 0.1, false, "test"));
        TrialRecord Record(int n, double value) => new()
        {
            Benchmark = "b",
            Sample = $"s{n}",
            Epoch = 0,
            ConfigurationHash = "",
            Outcome = TrialOutcome.Scored,
            Value = value,
            Explanation = "",
            Details = new() { ["steps"] = 4, ["calls"] = 5, ["wasted"] = 1, ["flawed"] = 0, ["policyBreaks"] = value < 1 ? 1 : 0 },
            Faults = value < 1 ? ["ml-thinks-then-stops"] : [],
        };
        var bad = judge.Judge([.. Enumerable.Range(0, 40).Select(n => Record(n, n < 10 ? 1 : 0))]);
        var good = judge.Judge([.. Enumerable.Range(0, 40).Select(n => Record(n, 1))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bad[0].Status, bad[0].Faults.Single()), Is.EqualTo((MetricStatus.Fail, "ml-thinks-then-stops")));
            Assert.That((good[0].Status, good[0].Faults.Count), Is.EqualTo((MetricStatus.Pass, 0)));
            Assert.That(bad.Select(m => (m.Name, m.Value)), Is.EqualTo(new[] { ("accuracy", (double?)0.25), ("wasted-calls", 0.2), ("flawed-calls", 0), ("policy-breaks", 0.75) }));
        }
    }
}
