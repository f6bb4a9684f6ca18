using System.Diagnostics;
using System.Globalization;
using Kvv.Bench.Statistics;

// Realised error rates and trials of sequential verdicts, as a Markdown table.
// Arguments: --repetitions N (default 10000), --seed S (default 2026). Exit 1 when a rate exceeds its nominal value.
var repetitions = (int)Argument("--repetitions", 10_000);
var seed = Argument("--seed", 2026);
var clock = Stopwatch.StartNew();

Console.WriteLine("| setting | scheme | endpoint | conforms | fails | undecided | trials (mean) | trials (p90) | published | share | least possible |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
var broken = 0;
foreach (var scenario in Scenarios.All())
{
    var outcome = Simulation.Run(scenario, repetitions, seed);
    broken += outcome.IsBroken ? 1 : 0;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {scenario.Setting} | {scenario.Scheme} | {scenario.Endpoint} | {Cell(outcome, outcome.Conforms, Promise.RarelyConforms)} | {Cell(outcome, outcome.Fails, Promise.RarelyFails)} | {(double)(repetitions - outcome.Conforms - outcome.Fails) / repetitions:.0000} | {outcome.MeanTrials:0} | {outcome.Trials90:0} | {scenario.Published} | {outcome.MeanTrials / scenario.Published:0.0%} | {Least(outcome)} |"));
}

Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{repetitions} repetitions, seed {seed}, {clock.Elapsed.TotalSeconds:0} s; rates above nominal: {broken}"));
return broken == 0 ? 0 : 1;

// A rate that stands under a promise is set in bold with its nominal value.
static string Cell(Outcome outcome, int count, Promise promise)
{
    var rate = ((double)count / outcome.Repetitions).ToString(".0000", CultureInfo.InvariantCulture);
    return outcome.Scenario.Promise == promise ? $"**{rate}** (≤ {outcome.Nominal!.Value.ToString(".00", CultureInfo.InvariantCulture)})" : rate;
}

// The share of the published trials below which no rule with these error rates could get.
static string Least(Outcome outcome) => outcome.Scenario.Information is not { } information
    ? "–"
    : (information.LeastTrials((double)outcome.Conforms / outcome.Repetitions, (double)outcome.Fails / outcome.Repetitions, .05, .01) / outcome.Scenario.Published)
        .ToString("0.0%", CultureInfo.InvariantCulture);

ulong Argument(string name, ulong fallback)
{
    var at = Array.IndexOf(args, name);
    if (at < 0)
        return fallback;
    return at + 1 < args.Length && ulong.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new ArgumentException($"{name} needs a number.");
}
