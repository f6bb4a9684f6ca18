using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Bench.Scheduling;

/// <summary>Runs a workload through the product's scheduler in virtual time.</summary>
internal static class Simulation
{
    /// <summary>Virtual seconds until the last benchmark has ended.</summary>
    /// <param name="workload">What to run.</param>
    /// <param name="concurrency">Requests at once.</param>
    /// <param name="knows">Whether the scheduler is told the mean duration of each benchmark; otherwise it learns it.</param>
    public static double Run(Workload workload, int concurrency, bool knows)
    {
        var time = new VirtualTime();
        using var slots = new RequestSlots(concurrency, time);
        var scheduler = new TrialScheduler(slots, Unreachable, time);
        // The journal's own cost is measured elsewhere: here it goes to memory.
        var journals = workload.Benchmarks.Select(b => TrialJournal.Open(b.Kind.Id, line => line, _ => new MemoryStream())).ToList();
        time.Run(() => Task.WhenAll(workload.Benchmarks.Zip(journals, (b, journal) => (Task)scheduler.RunAsync(
            new Benchmark
            {
                Id = b.Kind.Id,
                Category = "Simulation",
                Dataset = new(b.Kind.Id, "1", [.. Enumerable.Range(0, b.Kind.Items).Select(i => new Sample(i.ToString(System.Globalization.CultureInfo.InvariantCulture), []))]),
                Play = new SimulatedPlay(time, b.Kind.Items, b.Seconds),
                Judge = new AccuracyJudge(new(0.9, 0.1, false, "simulation")),
                Epochs = b.Kind.Epochs,
                ExpectedSeconds = knows ? b.Seconds.Average() : 5,
            },
            journal, null, CancellationToken.None))));
        foreach (var journal in journals)
            journal.Dispose();
        return time.Seconds;
    }

    private static Task<Exchange> Unreachable(ChatRequest request, string origin, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A simulated trial sends nothing.");
}
