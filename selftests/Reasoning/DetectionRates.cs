using System.Globalization;
using System.Text;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>
/// Measures, over many seeds, how often a fault of a given strength is caught and a healthy endpoint accused. Prints the table
/// of <c>docs/reasoning-detection.md</c>; run by name, as it takes minutes.
/// </summary>
[TestFixture]
[Explicit("A measurement of some minutes.")]
[Category("Measurement")]
internal sealed class DetectionRates
{
    private const int Seeds = 40;
    private const int HealthySeeds = 200;

    private static readonly string[] Faults = ["dk-quant-corruption", "dk-language-bleed", "dk-repetition-loop", "dk-bang-collapse", "rc-content-starved", "rc-final-answer-dropped"];

    [Test]
    public async Task RatesByStrength()
    {
        var table = new StringBuilder("| fault (`generated-problems`, smoke, 44 requests) | 2 % | 5 % | 10 % | 20 % | 40 % |\n|---|---|---|---|---|---|\n");
        foreach (var fault in Faults)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{fault}` |");
            foreach (var strength in (double[])[0.02, 0.05, 0.1, 0.2, 0.4])
            {
                var (caught, named) = (0, 0);
                for (ulong seed = 1; seed <= Seeds; seed++)
                {
                    var result = await new ReasoningRun { Seed = seed, Faults = string.Create(CultureInfo.InvariantCulture, $"{fault}:p={strength},seed={seed}") }.OfAsync("generated-problems");
                    caught += result.Status == MetricStatus.Pass ? 0 : 1;
                    named += result.Named().Contains(fault) ? 1 : 0;
                }

                table.Append(CultureInfo.InvariantCulture, $" {(double)caught / Seeds:0.00} ({(double)named / Seeds:0.00}) |");
            }

            table.Append('\n');
        }

        await TestContext.Out.WriteLineAsync(table.ToString());
        Assert.That(table.Length, Is.GreaterThan(0));
    }

    [Test]
    public async Task AccuracyLostAndTrialsSpent()
    {
        var table = new StringBuilder("| share answered rightly (`generated-problems`, standard, at most 220) | passes | fails | undecided | mean trials |\n|---|---|---|---|---|\n");
        foreach (var skill in (double[])[1, 0.95, 0.9, 0.85, 0.8, 0.7, 0.5])
        {
            int pass = 0, fail = 0, trials = 0;
            for (ulong seed = 1; seed <= Seeds; seed++)
            {
                var result = await new ReasoningRun { Seed = seed, Skill = skill, Tier = Tier.Standard, Concurrency = 4 }.OfAsync("generated-problems");
                pass += result.Metrics[0].Status == MetricStatus.Pass ? 1 : 0;
                fail += result.Metrics[0].Status == MetricStatus.Fail ? 1 : 0;
                trials += result.Trials.Count;
            }

            table.Append(CultureInfo.InvariantCulture, $"| {skill:0.00} | {(double)pass / Seeds:0.00} | {(double)fail / Seeds:0.00} | {(double)(Seeds - pass - fail) / Seeds:0.00} | {(double)trials / Seeds:0} |\n");
        }

        await TestContext.Out.WriteLineAsync(table.ToString());
        Assert.That(table.Length, Is.GreaterThan(0));
    }

    [Test]
    public async Task FalseAlarmsOnTheHealthyEndpoint()
    {
        foreach (var benchmark in (string[])["generated-problems", "long-output", "cache-and-batch"])
        {
            var alarms = 0;
            for (ulong seed = 1; seed <= HealthySeeds; seed++)
                alarms += (await new ReasoningRun { Seed = seed }.OfAsync(benchmark)).Status == MetricStatus.Pass ? 0 : 1;
            await TestContext.Out.WriteLineAsync($"{benchmark}: {alarms} of {HealthySeeds} healthy runs did not pass");
            Assert.That(alarms, Is.Zero, benchmark);
        }
    }
}
