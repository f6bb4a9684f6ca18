using Kvv.Conformance.Results;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>
/// What the always-on detectors saw in the whole run: how many replies were inspected and how many showed each kind of
/// anomaly, with evidence for a few. Thread-safe.
/// </summary>
public sealed class ReplyLedger
{
    private readonly Lock _gate = new();
    private readonly EvidenceStore _evidence;
    private readonly Dictionary<string, Entry> _byKind = new(StringComparer.Ordinal);
    private int _replies;

    /// <summary>Creates a ledger.</summary>
    /// <param name="evidence">Where examples are kept.</param>
    public ReplyLedger(EvidenceStore evidence) => _evidence = evidence;

    /// <summary>Replies inspected so far.</summary>
    public int Replies
    {
        get
        {
            lock (_gate)
                return _replies;
        }
    }

    /// <summary>Files an exchange that was answered.</summary>
    /// <param name="origin">Who sent it.</param>
    /// <param name="exchange">The exchange with its anomalies.</param>
    public void Inspected(string origin, Exchange exchange)
    {
        foreach (var (kind, example) in Count(origin, exchange.Anomalies))
        {
            var files = _evidence.Write($"{kind}.{origin}", [exchange]);
            lock (_gate)
                example.Evidence = files;
        }
    }

    /// <summary>Restores what an earlier part of a resumed run saw in one reply.</summary>
    /// <param name="origin">Who sent it.</param>
    /// <param name="anomalies">Its anomalies, as the journal holds them.</param>
    public void Recalled(string origin, IReadOnlyList<Anomaly> anomalies)
    {
        foreach (var (kind, example) in Count(origin, anomalies))
        {
            // Written by the part of the run that saw it.
            var files = _evidence.Find($"{kind}.{origin}");
            lock (_gate)
                example.Evidence = files;
        }
    }

    /// <summary>What was seen of some kinds of anomaly.</summary>
    /// <param name="kinds">The kinds.</param>
    public AnomalySummary Summarise(IReadOnlyList<string> kinds)
    {
        lock (_gate)
        {
            var entries = kinds.Select(k => _byKind.GetValueOrDefault(k)).Where(e => e is not null).Select(e => e!).ToList();
            // A reply that shows two of the kinds counts once for each: an upper bound of the share, exact for a single kind.
            return new(
                _replies,
                entries.Sum(e => e.Replies),
                [.. entries.SelectMany(e => e.Examples.All.Select(x => $"{x.Origin}: {x.Anomaly.Message}{(x.Anomaly.Excerpt is null ? "" : $" ({ExchangeText.Quote(x.Anomaly.Excerpt)})")}"))],
                [.. entries.SelectMany(e => e.Examples.All).SelectMany(x => x.Evidence)]);
        }
    }

    /// <summary>Every kind seen, with the number of replies that showed it.</summary>
    public IReadOnlyDictionary<string, int> Kinds()
    {
        lock (_gate)
            return _byKind.ToDictionary(e => e.Key, e => e.Value.Replies);
    }

    /// <summary>Counts a reply.</summary>
    /// <returns>The examples that it has become, by kind: their evidence is kept outside the lock.</returns>
    private List<(string Kind, AnomalyExamples.Example Example)> Count(string origin, IReadOnlyList<Anomaly> anomalies)
    {
        List<(string, AnomalyExamples.Example)> examples = [];
        lock (_gate)
        {
            _replies++;
            foreach (var anomaly in anomalies.DistinctBy(a => a.Kind))
            {
                if (!_byKind.TryGetValue(anomaly.Kind, out var entry))
                    _byKind[anomaly.Kind] = entry = new();
                entry.Replies++;
                if (entry.Examples.Offer(origin, anomaly) is { } example)
                    examples.Add((anomaly.Kind, example));
            }
        }

        return examples;
    }

    private sealed class Entry
    {
        public int Replies { get; set; }

        public AnomalyExamples Examples { get; } = new();
    }
}

/// <summary>What was seen of some kinds of anomaly.</summary>
/// <param name="Replies">Replies inspected.</param>
/// <param name="Affected">Replies that showed one of the kinds.</param>
/// <param name="Examples">A few, each as a sentence; the same ones whatever came first.</param>
/// <param name="Evidence">Files of the run folder that show them.</param>
public sealed record AnomalySummary(int Replies, int Affected, IReadOnlyList<string> Examples, IReadOnlyList<string> Evidence);
