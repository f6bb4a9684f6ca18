using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Evaluation;

/// <summary>The fixed-sample accuracy rule: its three answers, what it counts, and its error rates.</summary>
[TestFixture]
public sealed class AccuracyRuleTests
{
    private static readonly AccuracyTarget Floor = new(0.9, 0.1, false, "test");

    [TestCase(40, 40, MetricStatus.Pass)]
    [TestCase(37, 40, MetricStatus.Pass)]
    [TestCase(34, 40, MetricStatus.Undecided)]
    [TestCase(29, 40, MetricStatus.Fail)]
    [TestCase(0, 40, MetricStatus.Fail)]
    [TestCase(5, 5, MetricStatus.Undecided)]
    public void FewTrialsDecideNothingAndManyDecide(int right, int trials, MetricStatus expected) =>
        Assert.That(AccuracyRule.Judge(Floor, Trials(right, trials)).Status, Is.EqualTo(expected));

    [Test]
    public void NoAnswerAtAllIsUndecidedNotZero()
    {
        var metric = AccuracyRule.Judge(Floor, [.. Enumerable.Range(0, 40).Select(i => Trial(i, TrialOutcome.Infrastructure, null))]);
        Assert.That((metric.Status, metric.Value), Is.EqualTo((MetricStatus.Undecided, (double?)null)));
    }

    [Test]
    public void InfrastructureStaysOutsideUntilThereIsTooMuchOfIt()
    {
        var few = Trials(98, 98).Append(Trial(98, TrialOutcome.Infrastructure, null)).ToList();
        var many = Trials(90, 90).Concat(Enumerable.Range(90, 10).Select(i => Trial(i, TrialOutcome.Infrastructure, null))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(AccuracyRule.Judge(Floor, few).Status, Is.EqualTo(MetricStatus.Pass));
            Assert.That(InfrastructureRule.Apply([AccuracyRule.Judge(Floor, few)], few, 0.05)[0].Status, Is.EqualTo(MetricStatus.Pass));
            Assert.That(InfrastructureRule.Apply([AccuracyRule.Judge(Floor, many)], many, 0.05)[0].Status, Is.EqualTo(MetricStatus.Undecided));
            Assert.That(InfrastructureRule.Apply([AccuracyRule.Judge(Floor, many)], many, 0.05)[0].Explanation, Does.StartWith("10 of 100 trials ended in infrastructure errors, more than 5 % (10 times "));
            Assert.That(InfrastructureRule.Apply([AccuracyRule.Judge(Floor, many)], many, 0.1)[0].Status, Is.EqualTo(MetricStatus.Pass), "the user accepts more");
        }
    }

    [Test]
    public void AnUnreadableAnswerCountsAsWrongAndIsSaid()
    {
        var metric = AccuracyRule.Judge(Floor, [.. Trials(20, 20), .. Enumerable.Range(20, 20).Select(i => Trial(i, TrialOutcome.Unscored, null))]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metric.Value, Is.EqualTo(0.5));
            Assert.That(metric.Status, Is.EqualTo(MetricStatus.Fail));
            Assert.That(metric.Explanation, Does.Contain("20 without a readable answer"));
        }
    }

    // The stated error rates, computed exactly over the binomial distribution for every sample size.
    [Test]
    public void ErrorRatesHoldForEverySampleSize([Values(10, 40, 100, 500)] int trials)
    {
        var verdicts = Enumerable.Range(0, trials + 1).Select(right => AccuracyRule.Judge(Floor, Trials(right, trials)).Status).ToList();
        var falsePass = Probability(verdicts, MetricStatus.Pass, trials, Floor.Reference - Floor.Margin);
        var falseFail = Probability(verdicts, MetricStatus.Fail, trials, Floor.Reference);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(falsePass, Is.LessThanOrEqualTo(AccuracyRule.Alpha));
            Assert.That(falseFail, Is.LessThanOrEqualTo(AccuracyRule.Beta));
        }
    }

    private static double Probability(List<MetricStatus> verdicts, MetricStatus verdict, int trials, double rate) =>
        Enumerable.Range(0, trials + 1).Where(right => verdicts[right] == verdict).Sum(right => MathNet.Numerics.Distributions.Binomial.PMF(rate, trials, right));

    private static List<TrialRecord> Trials(int right, int trials) =>
        [.. Enumerable.Range(0, trials).Select(i => Trial(i, TrialOutcome.Scored, i < right ? 1 : 0))];

    private static TrialRecord Trial(int number, TrialOutcome outcome, double? value) => new()
    {
        Benchmark = "b",
        Sample = $"{number}",
        Epoch = 0,
        ConfigurationHash = "h",
        Outcome = outcome,
        Value = value,
        Explanation = "",
    };
}
