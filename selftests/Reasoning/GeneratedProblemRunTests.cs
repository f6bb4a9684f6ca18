using Kvv.Conformance.Benchmarks.Reasoning;
using Kvv.Conformance.Benchmarks.Reasoning.Figures;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Problems;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>Drawn problems on the embedded endpoint: healthy passes, faults of decoding and channel are caught and named.</summary>
[TestFixture]
internal sealed class GeneratedProblemRunTests
{
    private static readonly string[] Profiles =
        ["kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2", "generic-openai"];

    [Test]
    public async Task AHealthyEndpointConformsWhateverItsProfile([ValueSource(nameof(Profiles))] string profile)
    {
        var result = await new ReasoningRun { Profile = profile }.OfAsync("generated-problems");
        Assert.That(result.Metrics.Select(m => m.Status), Has.None.EqualTo(MetricStatus.Fail).And.None.EqualTo(MetricStatus.Undecided), result.Figures());
        Assert.That(result.Metrics[0].Value, Is.EqualTo(1));
    }

    [TestCase("dk-bang-collapse", "dk-bang-collapse")]
    [TestCase("dk-bang-collapse:p=0.2", "dk-bang-collapse")]
    [TestCase("dk-pad-spam", "dk-pad-spam")]
    [TestCase("dk-garbage-always", "dk-garbage-always")]
    [TestCase("dk-repetition-loop:p=0.3", "dk-repetition-loop")]
    [TestCase("dk-speculative-loop:turn>=1,p=0.3", "dk-speculative-loop")]
    [TestCase("dk-language-bleed:p=0.4", "dk-language-bleed")]
    [TestCase("dk-quant-corruption:p=0.3", "dk-quant-corruption")]
    [TestCase("dk-garbage-after-uptime:served>=22", "dk-garbage-after-uptime")]
    [TestCase("rc-content-starved", "rc-content-starved")]
    [TestCase("rc-close-tag-in-content", "rc-close-tag-in-content")]
    [TestCase("rc-final-answer-dropped", "rc-final-answer-dropped")]
    [TestCase("rc-never-split", "rc-never-split")]
    [TestCase("rc-parser-truncates", "rc-parser-truncates")]
    [TestCase("rc-answer-in-reasoning:thinking=on", "rc-answer-in-reasoning")]
    [TestCase("sa-default-cap-16", null)]
    public async Task AFaultIsCaughtAndNamed(string faults, string? named)
    {
        var result = await new ReasoningRun { Faults = faults }.OfAsync("generated-problems");
        await TestContext.Out.WriteLineAsync(result.Figures());
        if (named is null)
            Assert.That(result.Status, Is.EqualTo(MetricStatus.Pass), "the benchmark sets a cap, so the missing default shows nowhere");
        else
            Assert.That((result.Status, result.Named().Contains(named)), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
    }

    // Of the profiles only these do not think when they solve problems.
    [TestCase("rc-answer-in-reasoning", "kimi-k2-0905")]
    [TestCase("rc-answer-in-reasoning", "generic-openai")]
    public async Task AFaultOfThinkingSwitchedOffIsCaughtAndNamed(string fault, string profile)
    {
        var result = await new ReasoningRun { Profile = profile, Faults = fault }.OfAsync("generated-problems");
        Assert.That((result.Status, result.Named().Contains(fault)), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
    }

    [Test]
    public async Task MarkersOfAChatFormatAreCaughtInIts()
    {
        var result = await new ReasoningRun { Profile = "kimi-k3", Faults = "rc-terminator-leak" }.OfAsync("generated-problems");
        Assert.That((result.Status, result.Named().Contains("rc-terminator-leak")), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
    }

    [Test]
    public async Task AServiceThatWearsOutIsCaughtInALongRun()
    {
        var result = await new ReasoningRun { Tier = Tier.Full, Faults = "dk-disaggregated-drift" }.OfAsync("generated-problems");
        Assert.That((result.Status, result.Named().Contains("dk-disaggregated-drift")), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
    }

    [Test]
    public async Task AWeakModelFailsWithoutANamedChannelFault()
    {
        var result = await new ReasoningRun { Skill = 0.5 }.OfAsync("generated-problems");
        Assert.That(result.Metrics[0].Status, Is.EqualTo(MetricStatus.Fail), result.Figures());
        Assert.That(result.Metrics.Skip(1).Select(m => m.Status), Has.None.EqualTo(MetricStatus.Fail), result.Figures());
    }

    [Test]
    public async Task InTheStandardTierAGoodEndpointStopsEarlyAndALedgerIsKept()
    {
        var result = await new ReasoningRun { Tier = Tier.Standard }.OfAsync("generated-problems");
        Assert.That(result.Metrics[0].Status, Is.EqualTo(MetricStatus.Pass), result.Figures());
        Assert.That(result.Trials, Has.Count.LessThan(result.Benchmark.Trials / 2));
        Assert.That(result.StopReason, Does.Contain("conforms"));
        Assert.That(result.Attachments, Is.SupersetOf(new[] { "rule.json", "ledger.jsonl" }));
    }

    // The embedded endpoint has few wordings for an answer, so that some tries repeat, as all would from a store of answers.
    [Test]
    public async Task TriesThatRepeatAnEarlierTextAreCounted()
    {
        var result = await new ReasoningRun { Tier = Tier.Standard }.OfAsync("generated-problems");
        var tries = result.Metrics.Single(m => m.Name == "distinct-tries");
        Assert.That((tries.Value < 1, tries.Status), Is.EqualTo((true, MetricStatus.Informative)), tries.Explanation);
        var mixed = new DistinctTries(1).Of([Try("a", "1"), Try("a", "2"), Try("b", "3"), Try("b", "3"), Try("c", "4")]);
        Assert.That(mixed.Value, Is.EqualTo(0.5), mixed.Explanation);

        static TrialRecord Try(string sample, string text) => new()
        {
            Benchmark = "test",
            Sample = sample,
            Epoch = 0,
            ConfigurationHash = "",
            Outcome = TrialOutcome.Scored,
            Explanation = "",
            Details = new() { ["text"] = text },
        };
    }

    [Test]
    public void AskingVariesWithTheSeedAndTheQuestionStaysTheFirstParagraph()
    {
        var sample = ProblemSet.Draw(5, 1, 0, 0).Samples[0];
        var asks = Enumerable.Range(0, 40).Select(seed => (string)MathPrompt.Drawn(sample, (ulong)seed)[0]!["content"]!).Distinct().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(asks, Has.Count.GreaterThan(3));
            Assert.That(asks, Has.All.StartsWith(sample.Text("question") + "\n\n").And.All.Contains("\\boxed{"));
        }
    }

    [TestCase(20_260_801UL, true)]
    [TestCase(7UL, false)]
    public void AFigureOnTheDrawOfTheDefaultSeedSaysThatAnyoneCanPrepareForIt(ulong seed, bool warned)
    {
        var run = new ReasoningRun { Seed = seed };
        var context = new Kvv.Conformance.Benchmarks.BenchmarkContext(run.Context.Probes, run.Settings with { BaseUrl = new("http://vendor.example/v1") }, run.Context.FixturesFolder);
        var benchmark = ((Kvv.Conformance.Benchmarks.Preparation.Ready)Kvv.Conformance.Benchmarks.BenchmarkRegistry.Get("generated-problems").Prepare(context)).Benchmark;
        Assert.That(benchmark.Judge.Judge([])[0].Explanation, warned ? Does.Contain("set Seed") : Does.Not.Contain("set Seed"));
    }
}
