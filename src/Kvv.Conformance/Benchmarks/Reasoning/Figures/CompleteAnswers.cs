using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>Replies that reached their end: a cut one says nothing about what the model can do, so it is counted apart.</summary>
internal sealed class CompleteAnswers(AccuracyTarget? limit) : IFigure
{
    public const string Name = "complete-answers";

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        return Shares.Judge(Name, answered.Count(t => !t.Truncated), answered.Count, limit, "reached their end before the token limit")
            with
        { Faults = ["rc-content-starved", "dk-repetition-loop", "dk-speculative-loop", "sa-default-cap-16"] };
    }
}
