using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Bench.Scheduling;

/// <summary>What a run holds in memory.</summary>
/// <param name="Trials">Trials made.</param>
/// <param name="MostMegabytes">The most that was held at once, looked at twenty times in the run, above what was held before it; the data set counts before.</param>
/// <param name="EndMegabytes">What was held when it was judged, and is free once its trials are forgotten.</param>
/// <param name="FileMegabytes">What went through: the journal.</param>
internal sealed record MemoryCost(int Trials, double MostMegabytes, double EndMegabytes, double FileMegabytes)
{
    public double BytesPerTrial => EndMegabytes * 1e6 / Trials;
}

/// <summary>The managed heap of a run of many items through scheduler, journal and judge.</summary>
internal static class MemoryMeasurement
{
    private const int Looks = 20;
    private const int Concurrency = 64;
    private static readonly string Reasoning = string.Concat(Enumerable.Repeat("First the sum is split into parts, then each of them is checked. ", 150));
    private static readonly string Content = string.Concat(Enumerable.Repeat("The answer follows from the two lines above. ", 20));

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static int _sent;

    /// <summary>Runs a benchmark of one try an item.</summary>
    /// <param name="trials">Items, a multiple of 20.</param>
    public static async Task<MemoryCost> RunAsync(int trials)
    {
        var path = Path.Combine(Path.GetTempPath(), $"kvv-bench-{Guid.NewGuid():N}.jsonl");
        try
        {
            var ended = 0;
            long most = 0;
            var benchmark = new Benchmark
            {
                Id = "items",
                Category = "Simulation",
                Dataset = new("items", "1", [.. Enumerable.Range(0, trials).Select(i => new Sample($"item-{i}", new JsonObject { ["n"] = i }))]),
                Play = new SingleRequestPlay(sample => ChatRequest.Empty.With("model", "kimi").With("max_tokens", sample.Data["n"]!.GetValue<int>()), new Scorer()),
                Judge = new AccuracyJudge(new(0.9, 0.1, false, "simulation")),
            };
            // Nothing under way: what it holds is what it will hold to the end.
            foreach (var sample in benchmark.Dataset.Samples)
                _ = benchmark.Play.Describe(sample, 0);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var run = await TryAsync(benchmark, path, Look);
            var metrics = benchmark.Judge.Judge(run.Trials);
            // Against the same moment without them: what pools of the runtime hold comes and goes by megabytes.
            var held = GC.GetTotalMemory(forceFullCollection: true);
            GC.KeepAlive(run);
            run = null;
            // Off the stack of the task that has just ended, which knows its result.
            await Task.Yield();
            var end = held - GC.GetTotalMemory(forceFullCollection: true);
            GC.KeepAlive(metrics);
            GC.KeepAlive(benchmark);
            return new(trials, most / 1e6, end / 1e6, new FileInfo(path).Length / 1e6);

            void Look()
            {
                if (Interlocked.Increment(ref ended) % (trials / Looks) == 0)
                    InterlockedMax(ref most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<TrialRun> TryAsync(Benchmark benchmark, string path, Action look)
    {
        using var slots = new RequestSlots(Concurrency);
        // The disk's own pace is not what is measured: lines are handed to the system, not flushed.
        using var journal = TrialJournal.Open(path, line => line, file => new BufferedStream(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read), 4096));
        return await new TrialScheduler(slots, SendAsync).RunAsync(benchmark, journal, new TrialRunOptions { Progress = new Watch(look) }, CancellationToken.None);
    }

    private static void InterlockedMax(ref long most, long now)
    {
        for (long seen; now > (seen = Volatile.Read(ref most)) && Interlocked.CompareExchange(ref most, now, seen) != seen;)
        {
        }
    }

    private static async Task<Exchange> SendAsync(ChatRequest request, string origin, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return new()
        {
            Request = request,
            Url = "http://simulated/v1/chat/completions",
            Attempts = [new(1, 200, TimeSpan.FromSeconds(60), null, null, TimeSpan.Zero)],
            Outcome = ExchangeOutcome.Answered,
            Status = 200,
            Body = new byte[20_000],
            // As over a wire: a text of its own for each reply.
            Reply = new ChatReply { Choices = [new ReplyChoice { Content = origin + Content, Reasoning = origin + Reasoning, FinishReason = "stop" }], Usage = new Usage { PromptTokens = 210, CompletionTokens = 4100 } },
            Timing = new ExchangeTiming { StartedAt = Begin.AddTicks(Interlocked.Increment(ref _sent) * 7_654_321L), FirstContent = TimeSpan.FromTicks(8_122_517), LongestGap = TimeSpan.FromTicks(985_013), OutputTokensPerSecond = 67.127345 },
        };
    }

    private sealed class Watch(Action look) : IProgress<TrialRecord>
    {
        public void Report(TrialRecord value) => look();
    }

    private sealed class Scorer : IScorer
    {
        public string Id => "length/1";

        public Score Score(Sample sample, Exchange exchange) => new(1, $"{exchange.Reply!.First!.Content!.Length + sample.Data["n"]!.GetValue<int>()}", "the length is the expected one");
    }
}
