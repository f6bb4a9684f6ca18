using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>
/// Holds back what the trials of a benchmark with a stop rule cost and showed until the rule has looked at them. What is left
/// when it stops is no part of the result: it would differ from run to run. Holds at most the trials that may run ahead of the
/// rule. Thread-safe.
/// </summary>
internal sealed class StopBooks
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TrialId, List<Entry>> _held = [];
    private bool _isOpen = true;

    /// <summary>Keeps an entry until its trial counts.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="usage">What it cost; in the totals of the run already.</param>
    /// <param name="seen">What was wrong with a reply that the rules of every reply judge; <see langword="null"/> when it is none.</param>
    /// <param name="book">Makes the entry in the ledger.</param>
    public void Add(TrialId trial, RunUsage usage, IReadOnlyList<Anomaly>? seen, Action book)
    {
        lock (_gate)
        {
            if (_isOpen)
            {
                if (!_held.TryGetValue(trial, out var entries))
                    _held[trial] = entries = [];
                entries.Add(new(usage, seen, book));
                return;
            }
        }

        book();
    }

    /// <summary>The rule has looked at a trial.</summary>
    public void Judged(TrialId trial)
    {
        List<Entry>? entries;
        lock (_gate)
            _held.Remove(trial, out entries);
        foreach (var entry in entries ?? [])
            entry.Book();
    }

    /// <summary>The rule has stopped the benchmark, and every trial has ended: what is still held is beyond the stop.</summary>
    /// <returns>The sum of it, or <see langword="null"/> when it is nothing.</returns>
    public BeyondStop? Stop()
    {
        lock (_gate)
        {
            _isOpen = false;
            if (_held.Count == 0)
                return null;
            var entries = _held.Values.SelectMany(e => e).ToList();
            var usage = entries.Aggregate(RunUsage.None, (sum, e) => sum + e.Usage);
            var anomalies = new SortedDictionary<string, int>(StringComparer.Ordinal);
            foreach (var kind in entries.SelectMany(e => (e.Seen ?? []).Select(a => a.Kind).Distinct()))
                anomalies[kind] = anomalies.GetValueOrDefault(kind) + 1;
            var trials = _held.Count;
            _held.Clear();
            return new(trials, usage.Requests, usage.PromptTokens, usage.CompletionTokens, usage.ReasoningTokens, usage.CachedTokens, entries.Count(e => e.Seen is not null), anomalies);
        }
    }

    /// <summary>The benchmark has ended otherwise: all that was sent counts.</summary>
    public void Release()
    {
        List<Entry> entries;
        lock (_gate)
        {
            _isOpen = false;
            entries = [.. _held.Values.SelectMany(e => e)];
            _held.Clear();
        }

        foreach (var entry in entries)
            entry.Book();
    }

    private sealed record Entry(RunUsage Usage, IReadOnlyList<Anomaly>? Seen, Action Book);
}
