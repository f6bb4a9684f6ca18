using Kvv.Conformance.Benchmarks.ToolCalls;
using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>The benchmark tool-calls on the reference endpoint: skilled, clumsy, and faulty.</summary>
[TestFixture]
public sealed class ToolConversationTests
{
    [Test]
    public async Task AHealthyEndpointDecidesEveryConversationRightly(
        [Values("kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2", "generic-openai")] string profile)
    {
        var result = await EmbeddedRun.RunAsync("tool-calls", profile);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Trials.Where(t => !(t.Value >= 1)).Select(t => $"{t.Sample}: {t.Explanation}"), Is.Empty);
            Assert.That(result.Status, Is.EqualTo(MetricStatus.Pass));
        }
    }

    [Test]
    public async Task SkillSetsTheShareOfRightDecisions()
    {
        var result = await EmbeddedRun.RunAsync("tool-calls", skill: 0.6, seed: 7);
        var right = result.Trials.Count(t => t.Value >= 1) / (double)result.Trials.Count;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(right, Is.InRange(0.5, 0.7));
            Assert.That(result.Status, Is.EqualTo(MetricStatus.Fail));
            Assert.That(result.Metrics[0].Interval!.Value.Contains(result.Metrics[0].Value!.Value), "the bootstrap interval holds the estimate");
            Assert.That(result.Metrics.Single(m => m.Name == TriggerJudge.SchemaAccuracy).Status, Is.EqualTo(MetricStatus.Fail), "some slips are calls that lack an argument");
        }
    }

    [TestCase("tc-trigger-shift", TriggerJudge.F1)]
    [TestCase("tc-finish-stop", TriggerJudge.F1)]
    [TestCase("tc-markers-in-content", TriggerJudge.F1)]
    [TestCase("tc-schema-violations", TriggerJudge.SchemaAccuracy)]
    [TestCase("tc-args-invalid-json", TriggerJudge.SchemaAccuracy)]
    [TestCase("tc-finish-calls-empty", TriggerJudge.SchemaAccuracy)]
    public async Task AFaultLowersItsFigureAndIsNamed(string fault, string metric)
    {
        var result = await EmbeddedRun.RunAsync("tool-calls", faults: fault);
        var figure = result.Metrics.Single(m => m.Name == metric);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(figure.Status, Is.EqualTo(MetricStatus.Fail), figure.Explanation);
            Assert.That(figure.Faults, Does.Contain(fault));
        }
    }

    // Both figures are of the texts, which a judge never sees: only a run shows that they reach it.
    [TestCase("rc-final-answer-dropped", "not-only-reasoning")]
    [TestCase("dk-language-bleed", TriggerJudge.LanguageFollowing)]
    public async Task AFigureOfTheTextsFallsWithItsFault(string fault, string metric)
    {
        var healthy = (await EmbeddedRun.RunAsync("tool-calls", "minimax-m2")).Metrics.Single(m => m.Name == metric);
        var faulty = (await EmbeddedRun.RunAsync("tool-calls", "minimax-m2", faults: fault)).Metrics.Single(m => m.Name == metric);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(healthy.Value, Is.EqualTo(1), healthy.Explanation);
            Assert.That(faulty.Value, Is.LessThan(0.99), faulty.Explanation);
        }
    }

    [Test]
    public async Task AnOutageIsNoWrongDecision()
    {
        var result = await EmbeddedRun.RunAsync("tool-calls", faults: "op-outage-500:p=0.3");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Infrastructure, Is.GreaterThan(10));
            Assert.That(result.Metrics[0].Status, Is.EqualTo(MetricStatus.Undecided));
            Assert.That(result.Metrics[0].Explanation, Does.Contain("without an answer (counted as not called)"));
            Assert.That(result.Metrics.Select(m => m.Status).Distinct(), Is.SubsetOf(new[] { MetricStatus.Undecided, MetricStatus.Informative }), "nothing is concluded from what was asked in an outage");
            Assert.That(result.Metrics[0].Explanation, Does.Match("^[0-9]+ of [0-9]+ trials ended in infrastructure errors, more than 5 % "));
        }
    }
}
