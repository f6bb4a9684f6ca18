using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>Draws one figure from the trials. Pure.</summary>
internal interface IFigure
{
    Metric Of(IReadOnlyList<TrialRecord> trials);
}

/// <summary>A benchmark judged by several figures; the first decides first.</summary>
internal sealed class FiguresJudge(IReadOnlyList<IFigure> figures) : IBenchmarkJudge
{
    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials) => [.. figures.Select(f => f.Of(trials))];
}
