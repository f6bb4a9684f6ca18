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

    private readonly Queue<int>[] _left;
    private readonly double[] _seconds;
    private readonly int[] _ended;
    private readonly bool[] _tried;

    private ItemDurations(int items)
    {
        _left = [.. Enumerable.Range(0, items).Select(_ => new Queue<int>())];
        _seconds = new double[items];
        _ended = new int[items];
        _tried = new bool[items];
    }

    /// <summary>The durations of a benchmark, or <see langword="null"/> when each item is tried once or there are too many.</summary>
    public static ItemDurations? Of(Benchmark benchmark) =>
        benchmark.Trials > benchmark.Dataset.Samples.Count && benchmark.Dataset.Samples.Count <= MostItems ? new(benchmark.Dataset.Samples.Count) : null;

    public void Add(int item, int position) => _left[item].Enqueue(position);

    public void Learn(int item, double seconds)
    {
        _seconds[item] += seconds;
        _ended[item]++;
        _tried[item] = true;
    }

    /// <summary>The item to try next, or <see langword="null"/> when nothing is left.</summary>
    /// <param name="other">Expected seconds of an item that was not tried yet.</param>
    public (int Item, double Seconds)? Next(double other)
    {
        (int Item, double Seconds, double Rank)? best = null;
        for (var item = 0; item < _left.Length; item++)
        {
            if (_left[item].Count == 0)
                continue;
            var seconds = _ended[item] > 0 ? _seconds[item] / _ended[item] : other;
            // What nobody has tried comes first: it may be the longest of all, and its length is learned for the tries to come.
            var rank = _tried[item] ? seconds : double.MaxValue;
            if (best is null || rank > best.Value.Rank)
                best = (item, seconds, rank);
        }

        return best is { } found ? (found.Item, found.Seconds) : null;
    }

    public int Take(int item)
    {
        _tried[item] = true;
        return _left[item].Dequeue();
    }
}
