using System.Collections.Concurrent;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using Kvv.SelfTests.Evaluation;
using Kvv.Wire;

namespace Kvv.SelfTests.Engine;

/// <summary>A benchmark whose trials send nothing: a script says when each ends and how. Counts what was described and started.</summary>
internal sealed class ScriptedBenchmark : ITrialPlay
{
    private readonly Func<Sample, CancellationToken, Task<PlayedTrial>> _play;
    private int _described;

    public ScriptedBenchmark(Func<Sample, CancellationToken, Task<PlayedTrial>> play) => _play = play;

    public ConcurrentQueue<string> Started { get; } = [];

    public int Described => _described;

    public static PlayedTrial Right => new(new(1, "x", "right"), [Exchanges.Answered()]);

    public static PlayedTrial Outage => new(null, [Exchanges.Answered()], "HTTP status 503");

    public Benchmark Create(string id, int items, double expectedSeconds = 5, Func<IStopRule>? rule = null) => new()
    {
        Id = id,
        Category = "Reasoning",
        Dataset = new(id, "1", [.. Enumerable.Range(0, items).Select(i => new Sample($"item-{i}", []))]),
        Play = this,
        Judge = new AccuracyJudge(new(0.9, 0.1, false, "test")),
        ExpectedSeconds = expectedSeconds,
        StopRule = rule,
    };

    public string Describe(Sample sample, int epoch)
    {
        Interlocked.Increment(ref _described);
        return $"{sample.Id} {epoch}";
    }

    public ChatRequest FirstRequest(Sample sample, int epoch) => ChatRequest.Empty;

    public Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
    {
        Started.Enqueue(context.Sample.Id);
        return _play(context.Sample, cancellationToken);
    }
}

/// <summary>A folder for journals, removed at the end.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kvv-engine-").FullName;

    public TrialJournal Open(string benchmark) => TrialJournal.Open(Path.Combine(_folder, $"{benchmark}.jsonl"), line => line);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>A stop rule made of a function.</summary>
internal sealed class Rule(Func<TrialRecord, string?> observe) : IStopRule
{
    public double Remaining { get; init; } = double.PositiveInfinity;

    public string? Observe(TrialRecord next) => observe(next);
}
