using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Bench.Scheduling;

/// <summary>One simulated benchmark: how many trials, and how long each takes (log-normal first token, length and rate).</summary>
/// <param name="Id">Its name.</param>
/// <param name="Items">Items.</param>
/// <param name="Epochs">Tries of each item.</param>
/// <param name="Tokens">Median of the tokens of an answer.</param>
/// <param name="ItemSpread">Standard deviation of their logarithm between items.</param>
/// <param name="TrySpread">The same between tries of one item.</param>
internal sealed record Kind(string Id, int Items, int Epochs, double Tokens, double ItemSpread, double TrySpread)
{
    public int Trials => Items * Epochs;
}

/// <summary>A drawn night: the duration of every trial of every benchmark.</summary>
internal sealed class Workload
{
    // 2,000 trials: long reasoning, pictures, tool calls, short answers.
    private static readonly Kind[] Kinds =
    [
        new("short", 400, 1, 300, 0.7, 0.4),
        new("tools", 700, 1, 900, 0.7, 0.4),
        new("pictures", 420, 1, 4000, 0.5, 0.4),
        new("reasoning", 30, 16, 16000, 0.6, 0.3),
    ];

    private Workload(IReadOnlyList<(Kind Kind, double[] Seconds)> benchmarks) => Benchmarks = benchmarks;

    public IReadOnlyList<(Kind Kind, double[] Seconds)> Benchmarks { get; }

    public IEnumerable<double> All => Benchmarks.SelectMany(b => b.Seconds);

    /// <summary>
    /// The order of someone who knows beforehand how long each item takes in the mean of its tries, and not how long each try
    /// takes: no rule that has to learn the first can do better by more than chance.
    /// </summary>
    public IEnumerable<double> ByItemMean => Benchmarks
        .SelectMany(b => b.Seconds.Select((seconds, i) => (Seconds: seconds, Mean: b.Seconds.Where((_, j) => j % b.Kind.Items == i % b.Kind.Items).Average())))
        .OrderByDescending(t => t.Mean).Select(t => t.Seconds);

    /// <summary>Median first-token time 1.2 s (log spread 0.6), median rate 45 tokens a second (log spread 0.25).</summary>
    public static Workload Draw(int seed)
    {
        var random = new Random(seed);
        double LogNormal(double median, double spread) => median * Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return new([.. Kinds.Select(k =>
        {
            var items = Enumerable.Range(0, k.Items).Select(_ => LogNormal(k.Tokens, k.ItemSpread)).ToArray();
            // Epoch by epoch, as the product registers trials.
            return (k, Enumerable.Range(0, k.Trials).Select(i => LogNormal(1.2, 0.6) + (LogNormal(items[i % k.Items], k.TrySpread) / LogNormal(45, 0.25))).ToArray());
        })]);
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
internal sealed class SimulatedPlay(VirtualTime time, int items, double[] seconds) : ITrialPlay
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

    public string Describe(Sample sample, int epoch) => $"{sample.Id} {epoch}";

    public ChatRequest FirstRequest(Sample sample, int epoch) => ChatRequest.Empty;

    public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
    {
        await time.Delay(seconds[(context.Epoch * items) + int.Parse(context.Sample.Id, System.Globalization.CultureInfo.InvariantCulture)]);
        return new(new(1, "x", "right"), [Answer]);
    }
}
