using System.Diagnostics;
using System.Text.Json;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Bench.Scheduling;

/// <summary>Time and memory to open a long journal for resume.</summary>
internal static class JournalMeasurement
{
    /// <summary>Writes a journal, opens it five times and reports the best time, and the memory of the first.</summary>
    /// <param name="trials">Lines.</param>
    public static (double FileMegabytes, double Seconds, double Megabytes, double PeakMegabytes) Run(int trials)
    {
        var path = Path.Combine(Path.GetTempPath(), $"kvv-bench-{Guid.NewGuid():N}.jsonl");
        try
        {
            Write(path, trials);
            // Once for the compiler, on a short file.
            var small = path + ".small";
            Write(small, 2000);
            TrialJournal.Open(small, line => line).Dispose();
            File.Delete(small);
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            using var process = Process.GetCurrentProcess();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            process.Refresh();
            var set = process.WorkingSet64;
            var clock = Stopwatch.StartNew();
            using var journal = TrialJournal.Open(path, line => line, p => new FileStream(p, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
            var seconds = clock.Elapsed.TotalSeconds;
            process.Refresh();
            var peak = process.WorkingSet64 - set;
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            if (journal.Existing.Count != trials)
                throw new InvalidOperationException("The journal was not read whole.");
            GC.KeepAlive(journal);
            // The best of several: what else runs on the machine is not measured here.
            for (var again = 0; again < 4; again++)
            {
                clock.Restart();
                TrialJournal.Open(path, line => line, p => new FileStream(p, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)).Dispose();
                seconds = Math.Min(seconds, clock.Elapsed.TotalSeconds);
            }

            return (new FileInfo(path).Length / 1e6, seconds, held / 1e6, peak / 1e6);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, int trials)
    {
        var reasoning = string.Concat(Enumerable.Repeat("First the sum is split into parts, then each of them is checked. ", 25));
        var content = string.Concat(Enumerable.Repeat("The answer follows from the two lines above. ", 8));
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        for (var i = 0; i < trials; i++)
        {
            file.Write(JournalLine.Seal(JsonSerializer.Serialize(
                new TrialRecord
                {
                    Benchmark = "reasoning",
                    Sample = $"item-{i / 8}",
                    Epoch = i % 8,
                    ConfigurationHash = $"{i:x32}",
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
}
