using Kvv.Evaluation.Benchmarks;

namespace Kvv.Evaluation.Scheduling;

/// <summary>
/// Chooses the longest expected trial inside a benchmark whose items are tried several times and whose order does not matter:
/// each item once, then what took longest so far. Hard items started last would keep a run waiting with one request under way.
/// Not thread-safe.
/// </summary>
internal sealed class ItemDurations
{
    // Beyond this the choice, which looks at every item, would cost more than it saves.
    private const int MostItems = 5000;

    // A try under way is taken to last half as long again as it has lasted.
    private const double StillToGo = 1.5;

    private readonly Queue<int>[] _left;
    private readonly double[] _seconds;
    private readonly int[] _ended;
    private readonly List<double>[] _underWay;

    private ItemDurations(int items)
    {
        _left = [.. Enumerable.Range(0, items).Select(_ => new Queue<int>())];
        _seconds = new double[items];
        _ended = new int[items];
        _underWay = [.. Enumerable.Range(0, items).Select(_ => new List<double>())];
    }

    /// <summary>The durations of a benchmark, or <see langword="null"/> when each item is tried once or there are too many.</summary>
    public static ItemDurations? Of(Benchmark benchmark) =>
        benchmark.Trials > benchmark.Dataset.Samples.Count && benchmark.Dataset.Samples.Count <= MostItems ? new(benchmark.Dataset.Samples.Count) : null;

    public void Add(int item, int position) => _left[item].Enqueue(position);

    /// <summary>A try has ended, here or in an earlier part of the run.</summary>
    public void Learn(int item, double seconds)
    {
        _seconds[item] += seconds;
        _ended[item]++;
    }

    /// <summary>A try is no longer under way.</summary>
    public void Leave(int item, double startedAt) => _underWay[item].Remove(startedAt);

    /// <summary>The item to try next, or <see langword="null"/> when nothing is left.</summary>
    /// <param name="other">Expected seconds of an item of which nothing is known.</param>
    /// <param name="now">Seconds on the clock of the benchmark.</param>
    public (int Item, double Seconds)? Next(double other, double now)
    {
        (int Item, double Seconds, double Rank, int Tries)? best = null;
        for (var item = 0; item < _left.Length; item++)
        {
            if (_left[item].Count == 0)
                continue;
            var seconds = Expected(item, other, now);
            // What nobody has tried comes first: it may be the longest of all, and its length is learned for the tries to come.
            var tries = _ended[item] + _underWay[item].Count;
            var rank = tries > 0 ? seconds : double.MaxValue;
            // Of equals the one tried least: all tries of one item at once would say nothing of the others.
            if (best is null || rank > best.Value.Rank || (rank == best.Value.Rank && tries < best.Value.Tries))
                best = (item, seconds, rank, tries);
        }

        return best is { } found ? (found.Item, found.Seconds) : null;
    }

    public int Take(int item, double now)
    {
        _underWay[item].Add(now);
        return _left[item].Dequeue();
    }

    /// <summary>
    /// The mean of the tries that ended, of those under way as long as they are taken to last, and of one of unknown length.
    /// A hard item shows while its first try still runs: waiting for its end would start all others too late.
    /// </summary>
    private double Expected(int item, double other, double now)
    {
        var sum = other + _seconds[item];
        foreach (var startedAt in _underWay[item])
            sum += Math.Max(other, StillToGo * (now - startedAt));
        return sum / (1 + _ended[item] + _underWay[item].Count);
    }
}
