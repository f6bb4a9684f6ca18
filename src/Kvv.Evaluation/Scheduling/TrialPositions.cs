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
    private readonly TrialRecord?[] _records;
    private readonly PlaceState[] _states;
    private readonly Queue<int> _redo = new();
    private readonly ItemDurations? _items;
    private readonly Benchmark _benchmark;
    private readonly bool _isRedoneOnce;
    private int _cursor;
    private int _open;

    private TrialPositions(Benchmark benchmark, bool isOrdered)
    {
        _benchmark = benchmark;
        _records = new TrialRecord?[benchmark.Trials];
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

    public static TrialPositions Open(Benchmark benchmark, IReadOnlyList<TrialRecord> existing, TrialRunOptions options, bool isOrdered, out JournalFound found)
    {
        var positions = new TrialPositions(benchmark, isOrdered);
        // The last settled record of a trial counts, or its last one when none is settled; of its own configuration alone.
        var known = new Dictionary<(TrialId Id, string Configuration), TrialRecord>();
        var tried = new HashSet<TrialId>();
        foreach (var record in existing)
        {
            tried.Add(record.Id);
            if (record.IsSettled || !known.TryGetValue((record.Id, record.ConfigurationHash), out var earlier) || !earlier.IsSettled)
                known[(record.Id, record.ConfigurationHash)] = record;
        }

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
            if (!known.TryGetValue((id, hash), out var record))
            {
                redo++;
                changed++;
            }
            else if (record.IsSettled || options.OutagesAreFinal)
            {
                positions._records[position] = record;
                positions._states[position] = PlaceState.Final;
                done++;
            }
            else
            {
                // Shown as what it is until it is made again.
                positions._records[position] = record;
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
                yield return (position, _records[position]!);
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
    public TrialRecord? Before(int position) => _records[position];

    /// <summary>Files a record.</summary>
    /// <returns>Whether it is final; a trial that ended in an outage is made once more at the end of its benchmark.</returns>
    public bool Finish(int position, TrialRecord record)
    {
        _records[position] = record;
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
            else if (_records[position] is { } record)
                _items.Learn(item, record.DurationMs / 1000);
        }
    }

    public IReadOnlyList<TrialRecord> All() => [.. _records.OfType<TrialRecord>()];

    public IReadOnlyList<TrialRecord> First(int count) => [.. _records.OfType<TrialRecord>().Take(count)];

    /// <summary>The records up to the first place of this machine that has none.</summary>
    public IReadOnlyList<TrialRecord> CompletePrefix()
    {
        var prefix = new List<TrialRecord>();
        for (var position = 0; position < _records.Length; position++)
        {
            if (_states[position] == PlaceState.Elsewhere)
                continue;
            if (_records[position] is not { } record)
                break;
            prefix.Add(record);
        }

        return prefix;
    }

    public BenchmarkState Count(string benchmark, int underWay, double expectedSeconds, string? ended)
    {
        int done = 0, right = 0, answered = 0, infrastructure = 0;
        foreach (var record in _records)
        {
            if (record is null)
                continue;
            done++;
            right += record.Value >= 1 ? 1 : 0;
            answered += record.IsSettled ? 1 : 0;
            infrastructure += record.IsSettled ? 0 : 1;
        }

        return new(benchmark, Total, done, right, answered, infrastructure, underWay, expectedSeconds, ended);
    }
}
