using System.Globalization;
using Kvv.Bench.Scheduling;

// How close the scheduler comes to the theoretical lower bound, and what it costs to open a long journal.
// Arguments: --nights N (default 50), --seed S (default 1). Exit 1 when an aim is missed.
const int Concurrency = 64;
var nights = Argument("--nights", 50);
var seed = Argument("--seed", 1);
var drawn = Enumerable.Range(seed, nights).Select(Workload.Draw).ToList();
var orders = new (string Name, Func<Workload, double> Time)[]
{
    ("scheduler, durations learned", w => Simulation.Run(w, Concurrency, knows: false)),
    ("scheduler, mean durations known", w => Simulation.Run(w, Concurrency, knows: true)),
    ("item means known, longest first", w => Workload.Queue(w.ByItemMean, Concurrency)),
    ("every duration known, longest first", w => Workload.Queue(w.All.OrderDescending(), Concurrency)),
    ("arrival order, one queue", w => Workload.Queue(w.All, Concurrency)),
    ("arrival order, shuffled", w => Workload.Queue(Shuffled(w), Concurrency)),
    ("one benchmark after another", w => w.Benchmarks.Sum(b => Workload.Queue(b.Seconds, Concurrency))),
};
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{nights} nights of 2,000 trials over four benchmarks, {Concurrency} at once, seeds {seed} to {seed + nights - 1}; lower bound {drawn.Average(w => w.LowerBound(Concurrency)) / 60:0} minutes in the mean"));
Console.WriteLine();
Console.WriteLine("| order | time over the lower bound, mean | worst |");
Console.WriteLine("|---|---|---|");
var missed = false;
foreach (var (name, time) in orders)
{
    var ratios = drawn.Select(w => time(w) / w.LowerBound(Concurrency)).ToList();
    var worst = ratios.IndexOf(ratios.Max());
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {ratios.Average():0.000} | {ratios[worst]:0.000} (seed {seed + worst}) |"));
    missed |= name == orders[0].Name && ratios.Average() > 1.05;
}

Console.WriteLine();
var journal = JournalMeasurement.Run(100_000);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Journal of 100,000 trials, {journal.FileMegabytes:0} MB: opened in {journal.Seconds.Shortest:0.00} to {journal.Seconds.Longest:0.00} s ({journal.Processor:0.00} s of processor time), {journal.Megabytes:0} MB held, working set grew by {journal.PeakMegabytes:0} MB; then {journal.ReadySeconds.Shortest:0.00} to {journal.ReadySeconds.Longest:0.00} s until every request is built again and compared"));
foreach (var trials in new[] { 2_000, 10_000, 50_000 })
{
    var memory = await MemoryMeasurement.RunAsync(trials);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Run of {memory.Trials} items, {memory.FileMegabytes:0} MB through the journal: at most {memory.MostMegabytes:0.0} MB held while it ran, {memory.EndMegabytes:0.0} MB at its end, {memory.BytesPerTrial:0} bytes a trial"));
}

return missed || journal.Seconds.Shortest > 1 || journal.PeakMegabytes > 150 ? 1 : 0;

IEnumerable<double> Shuffled(Workload workload)
{
    var all = workload.All.ToArray();
    new Random(seed).Shuffle(all);
    return all;
}

int Argument(string name, int fallback)
{
    var at = Array.IndexOf(args, name);
    if (at < 0)
        return fallback;
    return at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new ArgumentException($"{name} needs a number.");
}
