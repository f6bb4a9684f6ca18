using Kvv.Conformance;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Verdicts;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Verdicts;

/// <summary>The verdict rule, status by status and level by level.</summary>
[TestFixture]
public sealed class VerdictRuleTests
{
    [TestCase(FindingStatus.Pass, Level.Must, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Fail, Level.Must, VerdictKind.Fails)]
    [TestCase(FindingStatus.Undecided, Level.Must, VerdictKind.Undecided)]
    [TestCase(FindingStatus.Unsupported, Level.Must, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Infrastructure, Level.Must, VerdictKind.Undecided)]
    [TestCase(FindingStatus.HarnessError, Level.Must, VerdictKind.Undecided)]
    [TestCase(FindingStatus.NotRun, Level.Must, VerdictKind.Undecided)]
    [TestCase(FindingStatus.Fail, Level.Should, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Undecided, Level.Should, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Fail, Level.May, VerdictKind.Conforms)]
    public void OneMoreFindingBesideAPassingOneDecides(FindingStatus status, Level level, VerdictKind expected) =>
        Assert.That(Judge([VerdictFindings.Of(FindingStatus.Pass, Level.Must), VerdictFindings.Of(status, level)]).Kind, Is.EqualTo(expected));

    [Test]
    public void FailureBeatsDoubt() =>
        Assert.That(Judge([VerdictFindings.Of(FindingStatus.Infrastructure, Level.Must), VerdictFindings.Of(FindingStatus.Fail, Level.Must)]).Kind, Is.EqualTo(VerdictKind.Fails));

    [TestCase(FindingStatus.Undecided, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Infrastructure, VerdictKind.Undecided)]
    [TestCase(FindingStatus.HarnessError, VerdictKind.Undecided)]
    [TestCase(FindingStatus.NotRun, VerdictKind.Undecided)]
    public void UndecidedIsPassWavesThroughTooLittleEvidenceOnly(FindingStatus status, VerdictKind expected) =>
        Assert.That(Judge([VerdictFindings.Of(FindingStatus.Pass, Level.Must), VerdictFindings.Of(status, Level.Must)], UndecidedRule.Pass).Kind, Is.EqualTo(expected));

    [Test]
    public void ASelectedCategoryOfWhichNothingRanIsDoubt()
    {
        var verdict = VerdictRule.Judge(
            new(new HashSet<string> { Category.PreVerification, Category.ToolCall }, [VerdictFindings.Of(FindingStatus.Pass, Level.Must)], [], [], null), UndecidedRule.Fail);
        Assert.That((verdict.Kind, verdict.Reasons[0]), Is.EqualTo((VerdictKind.Undecided, "nothing of ToolCall was judged")));
    }

    [Test]
    public void OnlyUnsupportedFindingsAreNothingThatRan() =>
        Assert.That(Judge([VerdictFindings.Of(FindingStatus.Unsupported, Level.Must)]).Kind, Is.EqualTo(VerdictKind.Undecided));

    [Test]
    public void AnEmptyRunIsDoubt() =>
        Assert.That(VerdictRule.Judge(new(new HashSet<string>(), [], [], [], null), UndecidedRule.Pass).Kind, Is.EqualTo(VerdictKind.Undecided));

    [Test]
    public void ABlockedBenchmarkIsDoubt() =>
        Assert.That(VerdictRule.Judge(new(new HashSet<string> { Category.PreVerification }, [VerdictFindings.Of(FindingStatus.Pass, Level.Must)], [], ["benchmark b sent nothing"], null), UndecidedRule.Pass).Kind, Is.EqualTo(VerdictKind.Undecided));

    [Test]
    public void AnEarlyEndIsDoubt() =>
        Assert.That(VerdictRule.Judge(new(new HashSet<string> { Category.PreVerification }, [VerdictFindings.Of(FindingStatus.Pass, Level.Must)], [], [], "stopped"), UndecidedRule.Pass).Kind, Is.EqualTo(VerdictKind.Undecided));

    // One figure below a one-per-cent bound is evidence; the same figure among sixty is no surprise.
    [TestCase(0.008, 0, VerdictKind.Fails)]
    [TestCase(0.008, 59, VerdictKind.Undecided)]
    [TestCase(0.0001, 59, VerdictKind.Fails)]
    [TestCase(null, 59, VerdictKind.Fails)]
    public void AFailingFigureIsWeighedAmongAllFiguresOfTheVerdict(double? p, int others, VerdictKind expected)
    {
        var benchmarks = Enumerable.Range(0, others).Select(i => Benchmark($"b{i}", MetricStatus.Pass, 0.9)).Append(Benchmark("bad", MetricStatus.Fail, p)).ToList();
        var verdict = VerdictRule.Judge(new(new HashSet<string> { Category.PreVerification }, [VerdictFindings.Of(FindingStatus.Pass, Level.Must)], benchmarks, [], null), UndecidedRule.Pass);
        Assert.That((verdict.Kind, verdict.Reasons[0].StartsWith("benchmark bad fails by its ", StringComparison.Ordinal)), Is.EqualTo((expected, true)), string.Join("; ", verdict.Reasons));
    }

    [Test]
    public void AnEndpointThatJustKeepsManyReferencesIsFailedOnceInTwentyVerdictsAtMost()
    {
        const int Runs = 400;
        const int Figures = 40;
        var target = new AccuracyTarget(0.9, 0.1, false, "test");
        var random = new SplitMix64(5);
        var failed = Enumerable.Range(0, Runs).Count(_ => VerdictRule.Judge(
            new(new HashSet<string>(), [], [.. Enumerable.Range(0, Figures).Select(i => Result($"b{i}", AccuracyRule.Judge(target, [.. Enumerable.Range(0, 60).Select(t => Trial(t, random.NextDouble() < 0.9 ? 1 : 0))])))], [], null),
            UndecidedRule.Pass).Kind == VerdictKind.Fails);
        Assert.That((double)failed / Runs, Is.LessThanOrEqualTo(0.05), "without the correction it is one in five");
    }

    private static BenchmarkResult Benchmark(string id, MetricStatus status, double? p) => Result(id, new("accuracy", 0.5, null, null, null, null, status, "") { PValue = p });

    private static BenchmarkResult Result(string id, Metric metric) => new()
    {
        Benchmark = new Engine.ScriptedBenchmark((_, _) => throw new InvalidOperationException("Nothing is played here.")).Create(id, 1),
        Trials = [Trial(0, 1)],
        StopReason = "complete",
        Metrics = [metric],
    };

    private static TrialRecord Trial(int number, double value) => new()
    {
        Benchmark = "b",
        Sample = $"item-{number}",
        Epoch = 0,
        ConfigurationHash = "",
        Outcome = TrialOutcome.Scored,
        Value = value,
        Explanation = "",
    };

    private static Verdict Judge(IReadOnlyList<Finding> findings, UndecidedRule rule = UndecidedRule.Fail) =>
        VerdictRule.Judge(new(new HashSet<string> { Category.PreVerification }, findings, [], [], null), rule);
}
