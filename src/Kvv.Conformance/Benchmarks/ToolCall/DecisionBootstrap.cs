using Kvv.Evaluation.Statistics;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>Bootstrap intervals of figures over decisions; whole items are drawn, so that the tries of one item stay together.</summary>
internal sealed class DecisionBootstrap(IReadOnlyList<TriggerDecision> decisions, ulong seed)
{
    private readonly List<IReadOnlyList<TriggerDecision>> _items = [.. decisions.GroupBy(d => d.Sample).Select(g => (IReadOnlyList<TriggerDecision>)[.. g])];

    /// <summary>
    /// The 95 % percentile interval; <see langword="null"/> when the figure is undefined, there are fewer than two items, or all
    /// draws agree, where the bootstrap promises a certainty it does not have.
    /// </summary>
    /// <param name="figure">The figure; <see langword="null"/> where it has no meaning (a zero denominator).</param>
    public Interval? Interval(Func<IReadOnlyList<TriggerDecision>, double?> figure)
    {
        if (_items.Count < 2 || figure(decisions) is not { } whole)
            return null;
        // A draw without meaning says nothing against the estimate.
        var bootstrap = Bootstrap.Run(_items, d => figure(d) ?? whole, seed);
        return bootstrap.Draws[0] < bootstrap.Draws[^1] ? bootstrap.Percentile() : null;
    }
}
