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
    private readonly bool _isRedoneOnce;
    private int _cursor;
    private int _open;

    private TrialPositions(int places, bool isRedoneOnce)
    {
        _records = new TrialRecord?[places];
        _states = new PlaceState[places];
        _isRedoneOnce = isRedoneOnce;
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

    /// <summary>Whether every place has its final record.</summary>
    public bool IsComplete => _open == 0;

    public static TrialPositions Open(Benchmark benchmark, IReadOnlyList<TrialRecord> existing, Func<TrialId, bool>? includes, bool isRedoneOnce, out JournalFound found)
    {
        var positions = new TrialPositions(benchmark.Trials, isRedoneOnce);
        // The last settled record of a trial counts, or its last one when none is settled.
        var known = new Dictionary<TrialId, TrialRecord>();
        foreach (var record in existing)
        {
            if (record.IsSettled || !known.TryGetValue(record.Id, out var earlier) || !earlier.IsSettled)
                known[record.Id] = record;
        }

        int done = 0, redo = 0, changed = 0;
        for (var position = 0; position < positions._states.Length; position++)
        {
            var slot = benchmark.At(position);
            var sample = benchmark.Dataset.Samples[slot.Item];
            var id = new TrialId(benchmark.Id, sample.Id, slot.Epoch);
            if (includes is not null && !includes(id))
            {
                positions._states[position] = PlaceState.Elsewhere;
                continue;
            }

            positions.Total++;
            if (!known.TryGetValue(id, out var record))
                continue;
            if (ConfigurationHash.Of(benchmark.Play.Describe(sample, slot.Epoch)) != record.ConfigurationHash)
            {
                redo++;
                changed++;
            }
            else if (record.IsSettled)
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

    /// <summary>The next place below a bound, or <see langword="null"/>.</summary>
    public int? Take(int below)
    {
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
