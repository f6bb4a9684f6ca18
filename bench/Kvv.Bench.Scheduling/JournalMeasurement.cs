using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Bench.Scheduling;

/// <summary>What it costs to go on with a long journal.</summary>
/// <param name="FileMegabytes">Its size.</param>
/// <param name="Seconds">To open it: the shortest and the longest of several times.</param>
/// <param name="ReadySeconds">From there until the scheduler knows what is left, every request built again and compared; shortest and longest.</param>
/// <param name="Processor">Seconds of processor time to open it, of all threads: what is left when nothing else runs; the least of several times.</param>
/// <param name="Megabytes">What the records hold.</param>
/// <param name="PeakMegabytes">By how much the working set grew.</param>
internal sealed record JournalCost(double FileMegabytes, (double Shortest, double Longest) Seconds, (double Shortest, double Longest) ReadySeconds, double Processor, double Megabytes, double PeakMegabytes);

/// <summary>Time and memory to open a long journal for resume.</summary>
internal static class JournalMeasurement
{
    private const int Epochs = 8;
    private const int Times = 7;

    /// <summary>Writes a journal of a finished benchmark and opens it several times.</summary>
    /// <param name="trials">Lines, a multiple of 8.</param>
    public static JournalCost Run(int trials)
    {
        var path = Path.Combine(Path.GetTempPath(), $"kvv-bench-{Guid.NewGuid():N}.jsonl");
        try
        {
            var benchmark = Benchmark(trials);
            Write(path, benchmark);
            // Once for the compiler, on a short file.
            var small = path + ".small";
            Write(small, Benchmark(2000));
            Go(small, Benchmark(2000)).Journal.Dispose();
            File.Delete(small);
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            using var process = Process.GetCurrentProcess();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            process.Refresh();
            var set = process.WorkingSet64;
            using var journal = TrialJournal.Open(path, line => line, Shared);
            process.Refresh();
            var peak = process.WorkingSet64 - set;
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            if (journal.Existing.Count != trials)
                throw new InvalidOperationException("The journal was not read whole.");
            GC.KeepAlive(journal);
            var opened = new List<double>();
            var ready = new List<double>();
            var processor = new List<double>();
            for (var again = 0; again < Times; again++)
            {
                var (next, open, known, used) = Go(path, benchmark);
                next.Dispose();
                opened.Add(open);
                ready.Add(known);
                processor.Add(used);
            }

            return new(new FileInfo(path).Length / 1e6, (opened.Min(), opened.Max()), (ready.Min(), ready.Max()), processor.Min(), held / 1e6, peak / 1e6);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (TrialJournal Journal, double Open, double Ready, double Processor) Go(string path, Benchmark benchmark)
    {
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var journal = TrialJournal.Open(path, line => line, Shared);
        var open = clock.Elapsed.TotalSeconds;
        var used = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        clock.Restart();
        JournalFound? found = null;
        _ = new BenchmarkRun(benchmark, journal, new() { Found = f => found = f }, TimeProvider.System);
        return found == new JournalFound(benchmark.Trials, 0, 0, 0)
            ? (journal, open, clock.Elapsed.TotalSeconds, used)
            : throw new InvalidOperationException($"The journal does not settle the benchmark: {found}.");
    }

    private static FileStream Shared(string path) => new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    private static Benchmark Benchmark(int trials) => new()
    {
        Id = "reasoning",
        Category = "Simulation",
        Dataset = new("reasoning", "1", [.. Enumerable.Range(0, trials / Epochs).Select(i => new Sample($"item-{i}", new JsonObject { ["problem"] = $"{i}: {string.Concat(Enumerable.Repeat("How many of the numbers below divide the sum of the others? ", 12))}" }))]),
        Epochs = Epochs,
        Play = new SingleRequestPlay(
            sample => ChatRequest.Empty.With("model", "kimi").With("messages", new JsonArray(new JsonObject { ["role"] = "user", ["content"] = sample.Text("problem") })).With("max_tokens", 32768).With("temperature", 1.0).With("stream", true),
            new NoScorer()),
        Judge = new AccuracyJudge(new(0.9, 0.1, false, "simulation")),
    };

    private static void Write(string path, Benchmark benchmark)
    {
        var reasoning = string.Concat(Enumerable.Repeat("First the sum is split into parts, then each of them is checked. ", 25));
        var content = string.Concat(Enumerable.Repeat("The answer follows from the two lines above. ", 8));
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        for (var i = 0; i < benchmark.Trials; i++)
        {
            var slot = benchmark.At(i);
            var sample = benchmark.Dataset.Samples[slot.Item];
            file.Write(JournalLine.Seal(JsonSerializer.Serialize(
                new TrialRecord
                {
                    Benchmark = benchmark.Id,
                    Sample = sample.Id,
                    Epoch = slot.Epoch,
                    ConfigurationHash = ConfigurationHash.Of(benchmark.Play.Describe(sample, slot.Epoch)),
                    Outcome = TrialOutcome.Scored,
                    Value = i % 10 == 0 ? 0 : 1,
                    Answer = $"{i}",
                    Explanation = "the boxed answer is the expected one",
                    Status = 200,
                    Attempts = 1,
                    AttemptLog = [new TrialAttempt(0, 200, null, 61234.5, null, 0)],
                    Content = content,
                    Reasoning = reasoning,
                    FinishReason = "stop",
                    PromptTokens = 210,
                    CompletionTokens = 4100,
                    ReasoningTokens = 3900,
                    StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(i),
                    DurationMs = 61234.5,
                    FirstContentMs = 812.25,
                    LongestGapMs = 98.5,
                    OutputTokensPerSecond = 67.1,
                    Anomalies = i % 500 == 0 ? [new Anomaly(AnomalyKinds.StreamNoDone, "The stream ended without [DONE].")] : [],
                },
                TrialJournal.Options)));
        }
    }

    private sealed class NoScorer : IScorer
    {
        public string Id => "none/1";

        public Score Score(Sample sample, Exchange exchange) => throw new InvalidOperationException("Nothing is scored here.");
    }
}
