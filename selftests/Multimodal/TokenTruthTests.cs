using System.Globalization;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Benchmarks.Multimodal;
using Kvv.Evaluation.Benchmarks;
using Kvv.SelfTests.Evaluation;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>
/// The rules about what pictures cost, each with counts that keep it and counts that break it. Counts are those of the steps of
/// a probe; that the embedded endpoint keeps all of them is shown in <see cref="VisionFaultTests"/>.
/// </summary>
[TestFixture]
public sealed class TokenTruthTests
{
    private static readonly Benchmark Probes =
        ((Preparation.Ready)new VisionProbes().Prepare(VisionRun.Context("kimi-k3", "kimi-k3"))).Benchmark;

    [TestCase("tokens-counted", "20 276", "20 20", "uncounted")]
    [TestCase("tokens-counted", "20 21", "20 19", "uncounted")]
    [TestCase("tokens-grow", "20 84 276 1044", "20 84 276 276", "downscaled")]
    [TestCase("tokens-grow", "20 84 276 1044", "20 276 84 1044", "downscaled")]
    [TestCase("tokens-two", "20 84 148", "20 84 84", "uncounted")]
    [TestCase("tokens-two", "20 84 150", "20 20 20", "uncounted")]
    [TestCase("tokens-sum", "20 276 532", "20 276 276", "cost-of-sum")]
    [TestCase("tokens-sum", "20 276 536", "20 276 900", "cost-of-sum")]
    [TestCase("tokens-content", "276 276", "276 400", "cost-of-content")]
    [TestCase("tokens-encoding", "276 276 276", "276 276 100", "cost-of-content")]
    [TestCase("tokens-encoding", "276 278 276", "276 276 576", "cost-of-content")]
    [TestCase("tokens-area", "20 45 50 80 120 170 245", "20 45 50 80 120 110 245", "cost-of-area")]
    [TestCase("tokens-area", "20 45 45 45 120 170 170", "20 45 44 80 120 170 245", "cost-of-area")]
    public async Task ARuleIsKeptAndBroken(string probe, string kept, string broken, string defect)
    {
        var right = await PlayAsync(probe, kept);
        var wrong = await PlayAsync(probe, broken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(right.Value, Is.EqualTo(1), right.Explanation);
            Assert.That(wrong.Value, Is.Zero);
            Assert.That((string?)wrong.Details!["defects"]![0], Is.EqualTo(defect), wrong.Explanation);
        }
    }

    [Test]
    public async Task AReplyWithoutACountIsNotScored() => Assert.That((await PlayAsync("tokens-counted", "20 -")).Value, Is.Null);

    private static async Task<Score> PlayAsync(string probe, string counts)
    {
        var sample = Probes.Dataset.Samples.Single(s => s.Id == probe);
        var perStep = counts.Split(' ');
        var context = new TrialContext(sample, 0, "test", (_, origin, _) => Task.FromResult(Answer(perStep[int.Parse(origin.Split("step-")[1], CultureInfo.InvariantCulture) - 1])), null);
        return (await Probes.Play.PlayAsync(context, CancellationToken.None)).Score!;
    }

    private static Exchange Answer(string count)
    {
        var exchange = Exchanges.Answered("4263");
        return count == "-" ? exchange : exchange with { Reply = exchange.Reply! with { Usage = new Usage { PromptTokens = long.Parse(count, CultureInfo.InvariantCulture) } } };
    }
}
