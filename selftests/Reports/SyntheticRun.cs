using Kvv.Conformance.Reports;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Trials;

namespace Kvv.SelfTests.Reports;

/// <summary>A run folder written by hand; removed at the end.</summary>
internal sealed class SyntheticRun : IDisposable
{
    private SyntheticRun(string path) => Path = path;

    public string Path { get; }

    public string Page => File.ReadAllText(System.IO.Path.Combine(Path, "report.html"));

    public static SyntheticRun Create(ResultDocument result, IEnumerable<TrialRecord>? trials = null, IEnumerable<TestOutcome>? tests = null)
    {
        var run = new SyntheticRun(Directory.CreateTempSubdirectory("kvv-selftest-").FullName);
        File.WriteAllText(System.IO.Path.Combine(run.Path, "result.json"), result.ToJson());
        foreach (var benchmark in (trials ?? []).GroupBy(t => t.Benchmark))
        {
            Directory.CreateDirectory(System.IO.Path.Combine(run.Path, "journal"));
            using var journal = TrialJournal.Open(System.IO.Path.Combine(run.Path, "journal", $"{benchmark.Key}.jsonl"), t => t);
            foreach (var trial in benchmark)
                journal.Append(trial);
        }

        if (tests is not null)
            File.WriteAllText(System.IO.Path.Combine(run.Path, TestOutcome.File), TestOutcome.ToJsonLines(tests));
        return run;
    }

    /// <summary>Puts a file into the folder.</summary>
    public SyntheticRun With(string relative, string content)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public static TrialRecord Trial(string sample, TrialOutcome outcome = TrialOutcome.Scored, double? value = 1, string? content = "42") => new()
    {
        Benchmark = "sums",
        Sample = sample,
        Epoch = 0,
        ConfigurationHash = "0",
        Outcome = outcome,
        Value = value,
        Answer = content,
        Explanation = outcome == TrialOutcome.Infrastructure ? "connection refused" : "read",
        Content = content,
        FinishReason = "stop",
        Attempts = 1,
        StartedAt = new(2026, 8, 1, 12, 1, 0, TimeSpan.Zero),
        DurationMs = 10,
    };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
