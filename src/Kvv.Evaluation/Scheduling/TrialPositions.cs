using System.Runtime.ExceptionServices;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Scheduling;

/// <summary>
/// The registered order of one benchmark and what has become of each place in it. Requests are not built here but for places
/// of which the journal holds a record: their configuration must be compared. Not thread-safe.
/// </summary>
internal sealed class TrialPositions
{
    // Of a place without a record.
    private const long None = -1;

    private readonly TrialPack _pack;
    private readonly long[] _records;
    private readonly PlaceState[] _states;
    private readonly Queue<int> _redo = new();
    private readonly ItemDurations? _items;
    private readonly Benchmark _benchmark;
    private readonly bool _isRedoneOnce;
    private int _cursor;
    private int _open;
    private int _done;
    private int _right;
    private int _answered;

    private TrialPositions(Benchmark benchmark, TrialPack pack, bool isOrdered)
    {
        _benchmark = benchmark;
        _pack = pack;
        _records = new long[benchmark.Trials];
        Array.Fill(_records, None);
        _states = new PlaceState[benchmark.Trials];
        _isRedoneOnce = !isOrdered;
        _items = isOrdered ? null : ItemDurations.Of(benchmark);
    }

    private enum PlaceState : byte
    {
        ToDo,
        Started,
        Redone,
        Final,
        Elsewhere,
    }

    /// <summary>Places of this machine.</summary>
    public int Total { get; private set; }

    /// <summary>Whether what its items take is learned from try to try.</summary>
    public bool LearnsItems => _items is not null;

    /// <summary>Whether every place has its final record.</summary>
    public bool IsComplete => _open == 0;

    public static TrialPositions Open(Benchmark benchmark, TrialJournal journal, TrialRunOptions options, bool isOrdered, out JournalFound found)
    {
        var positions = new TrialPositions(benchmark, journal.Pack, isOrdered);
        var (known, tried) = Counting(journal.Existing);
        var hashes = Hashes(benchmark, tried, options.Includes);
        int done = 0, redo = 0, changed = 0;
        for (var position = 0; position < positions._states.Length; position++)
        {
            var slot = benchmark.At(position);
            var sample = benchmark.Dataset.Samples[slot.Item];
            var id = new TrialId(benchmark.Id, sample.Id, slot.Epoch);
            if (options.Includes is { } includes && !includes(id))
            {
                positions._states[position] = PlaceState.Elsewhere;
                continue;
            }

            positions.Total++;
            if (hashes[position] is not { } hash)
                continue;
            if (!known.TryGetValue((id, hash), out var line))
            {
                redo++;
                changed++;
                continue;
            }

            // An outage is shown as what it is until it is made again.
            var record = journal.Existing[line];
            positions.Keep(position, journal.PlaceOf(line), record);
            if (record.IsSettled || options.OutagesAreFinal)
            {
                positions._states[position] = PlaceState.Final;
                done++;
            }
            else
            {
                redo++;
            }
        }

        positions.Sort();
        positions._open = positions.Total - done;
        found = new(done, positions._open - redo, redo, changed);
        return positions;
    }

    /// <summary>The places that were settled when the benchmark was opened.</summary>
    public IEnumerable<(int Position, TrialRecord Record)> Settled()
    {
        for (var position = 0; position < _states.Length; position++)
        {
            if (_states[position] == PlaceState.Final)
                yield return (position, _pack.Read(_records[position]));
        }
    }

    /// <summary>Expected seconds of the trial that <see cref="Take"/> gives next, given those of any trial.</summary>
    public double NextSeconds(double any, double now) => _items?.Next(any, now)?.Seconds ?? any;

    /// <summary>A trial has ended and took so long.</summary>
    public void Learn(int position, double startedAt, double seconds)
    {
        Leave(position, startedAt);
        _items?.Learn(_benchmark.At(position).Item, seconds);
    }

    /// <summary>A trial was given up.</summary>
    public void Leave(int position, double startedAt) => _items?.Leave(_benchmark.At(position).Item, startedAt);

    /// <summary>The next place, or <see langword="null"/>: of an ordered benchmark the first below a bound, else the one that takes longest.</summary>
    public int? Take(int below, double any, double now)
    {
        if (_items?.Next(any, now) is { } next)
        {
            var place = _items.Take(next.Item, now);
            _states[place] = PlaceState.Started;
            return place;
        }

        while (_cursor < _states.Length && _states[_cursor] != PlaceState.ToDo)
            _cursor++;
        if (_cursor < _states.Length)
        {
            if (_cursor >= below)
                return null;
            _states[_cursor] = PlaceState.Started;
            return _cursor++;
        }

        if (!_redo.TryDequeue(out var again))
            return null;
        _states[again] = PlaceState.Redone;
        return again;
    }

    /// <summary>What a place was filed as before; <see langword="null"/> when it was not.</summary>
    public TrialRecord? Before(int position) => _records[position] == None ? null : _pack.Read(_records[position]);

    /// <summary>Files a record.</summary>
    /// <returns>Whether it is final; a trial that ended in an outage is made once more at the end of its benchmark.</returns>
    public bool Finish(int position, TrialRecord record)
    {
        Keep(position, _pack.Add(record), record);
        if (!record.IsSettled && _isRedoneOnce && _states[position] == PlaceState.Started)
        {
            _redo.Enqueue(position);
            return false;
        }

        _states[position] = PlaceState.Final;
        _open--;
        return true;
    }

    /// <summary>The configuration of each place that was tried before. Building requests again is the dearest part of a resume: all processors take part.</summary>
    private static string?[] Hashes(Benchmark benchmark, HashSet<TrialId> tried, Func<TrialId, bool>? includes)
    {
        var hashes = new string?[benchmark.Trials];
        if (tried.Count == 0)
            return hashes;
        try
        {
            Parallel.For(0, hashes.Length, position =>
            {
                var slot = benchmark.At(position);
                var sample = benchmark.Dataset.Samples[slot.Item];
                var id = new TrialId(benchmark.Id, sample.Id, slot.Epoch);
                if (tried.Contains(id) && includes?.Invoke(id) != false)
                    hashes[position] = ConfigurationHash.Of(benchmark.Play.Describe(sample, slot.Epoch));
            });
        }
        catch (AggregateException e) when (e.InnerException is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return hashes;
    }

    private void Sort()
    {
        if (_items is null)
            return;
        for (var position = 0; position < _states.Length; position++)
        {
            var item = _benchmark.At(position).Item;
            if (_states[position] == PlaceState.ToDo)
                _items.Add(item, position);
            else if (Before(position) is { } record)
                _items.Learn(item, record.DurationMs / 1000);
        }
    }

    public IReadOnlyList<TrialRecord> All() => First(_records.Length);

    public IReadOnlyList<TrialRecord> First(int count) => new PackedTrials(_pack, _records.AsSpan(0, count).Contains(None)
        ? [.. _records.Where(r => r != None).Take(count)]
        : new ArraySegment<long>(_records, 0, count));

    /// <summary>The records up to the first place of this machine that has none.</summary>
    public IReadOnlyList<TrialRecord> CompletePrefix() =>
        new PackedTrials(_pack, [.. _records.Where((_, position) => _states[position] != PlaceState.Elsewhere).TakeWhile(r => r != None)]);

    public BenchmarkState Count(string benchmark, TrialTimes times, string? ended) =>
        new(benchmark, Total, _done, _right, _answered, _done - _answered, times, ended);

    /// <summary>The line of a journal that counts for each trial: its last settled one, or its last one when none is settled; of each configuration alone.</summary>
    private static (Dictionary<(TrialId Id, string Configuration), int> Lines, HashSet<TrialId> Tried) Counting(IReadOnlyList<TrialRecord> existing)
    {
        var lines = new Dictionary<(TrialId Id, string Configuration), int>();
        var tried = new HashSet<TrialId>();
        var settled = new HashSet<(TrialId, string)>();
        var line = 0;
        foreach (var record in existing)
        {
            var key = (record.Id, record.ConfigurationHash);
            tried.Add(record.Id);
            if (record.IsSettled || !settled.Contains(key))
                lines[key] = line;
            if (record.IsSettled)
                settled.Add(key);
            line++;
        }

        return (lines, tried);
    }

    /// <summary>Keeps the record of a place instead of the one before, and counts it.</summary>
    private void Keep(int position, long place, TrialRecord record)
    {
        if (Before(position) is { } before)
            Count(before, -1);
        Count(record, 1);
        _records[position] = place;
    }

    private void Count(TrialRecord record, int times)
    {
        _done += times;
        _right += record.Value >= 1 ? times : 0;
        _answered += record.IsSettled ? times : 0;
    }
}
