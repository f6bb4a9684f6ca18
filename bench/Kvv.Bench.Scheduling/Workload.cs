using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Bench.Scheduling;

/// <summary>One simulated benchmark: how many trials, and how long each takes (log-normal first token, length and rate).</summary>
/// <param name="Id">Its name.</param>
/// <param name="Trials">Trials.</param>
/// <param name="Tokens">Median of the tokens of an answer.</param>
/// <param name="Spread">Standard deviation of their logarithm.</param>
internal sealed record Kind(string Id, int Trials, double Tokens, double Spread);

/// <summary>A drawn night: the duration of every trial of every benchmark.</summary>
internal sealed class Workload
{
    // 2,000 trials: long reasoning, pictures, tool calls, short answers.
    private static readonly Kind[] Kinds =
    [
        new("short", 400, 300, 0.8),
        new("tools", 700, 900, 0.8),
        new("pictures", 420, 4000, 0.7),
        new("reasoning", 480, 16000, 0.6),
    ];

    private Workload(IReadOnlyList<(Kind Kind, double[] Seconds)> benchmarks) => Benchmarks = benchmarks;

    public IReadOnlyList<(Kind Kind, double[] Seconds)> Benchmarks { get; }

    public IEnumerable<double> All => Benchmarks.SelectMany(b => b.Seconds);

    /// <summary>Median first-token time 1.2 s (log spread 0.6), median rate 45 tokens a second (log spread 0.25).</summary>
    public static Workload Draw(int seed)
    {
        var random = new Random(seed);
        double LogNormal(double median, double spread) => median * Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return new([.. Kinds.Select(k => (k, Enumerable.Range(0, k.Trials)
            .Select(_ => LogNormal(1.2, 0.6) + (LogNormal(k.Tokens, k.Spread) / LogNormal(45, 0.25))).ToArray()))]);
    }

    /// <summary>No schedule is shorter than the work over the machines, or than its longest trial.</summary>
    public double LowerBound(int concurrency) => Math.Max(All.Sum() / concurrency, All.Max());

    /// <summary>Time of a plain queue: whenever a slot is free the next in line starts.</summary>
    public static double Queue(IEnumerable<double> durations, int concurrency)
    {
        var free = new PriorityQueue<double, double>();
        for (var i = 0; i < concurrency; i++)
            free.Enqueue(0, 0);
        double end = 0;
        foreach (var duration in durations)
        {
            var until = free.Dequeue() + duration;
            free.Enqueue(until, until);
            end = Math.Max(end, until);
        }

        return end;
    }
}

/// <summary>A benchmark whose trials take the time that was drawn.</summary>
internal sealed class SimulatedPlay(VirtualTime time, double[] seconds) : ITrialPlay
{
    private static readonly Exchange Answer = new()
    {
        Request = ChatRequest.Empty,
        Url = "http://simulated/v1/chat/completions",
        Attempts = [],
        Outcome = ExchangeOutcome.Answered,
        Status = 200,
        Timing = new ExchangeTiming { StartedAt = DateTimeOffset.UnixEpoch },
    };

    public string Describe(Sample sample, int epoch) => sample.Id;

    public ChatRequest FirstRequest(Sample sample, int epoch) => ChatRequest.Empty;

    public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
    {
        await time.Delay(seconds[int.Parse(context.Sample.Id, System.Globalization.CultureInfo.InvariantCulture)]);
        return new(new(1, "x", "right"), [Answer]);
    }
}
