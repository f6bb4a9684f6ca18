using Kvv.Evaluation.Scorers.Exact;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>Reasoning is followed by an answer in the content.</summary>
internal sealed class AnswerAfterReasoning : IChannelRule
{
    public string Name => "answer-after-reasoning";

    public string Says => "have an answer in the content";

    public IReadOnlyList<string>? Broken(TrialRecord trial, ChannelFacts facts)
    {
        if (trial.ToolCalls.Count > 0 || !string.IsNullOrWhiteSpace(trial.Content))
            return [];
        if (trial.FinishReason == "length")
            return ["rc-content-starved"];
        if (string.IsNullOrWhiteSpace(trial.Reasoning))
            return ["sw-empty-success"];
        return BoxedAnswer.Find(trial.Reasoning) is not null || !facts.Thinks ? ["rc-answer-in-reasoning"] : ["rc-final-answer-dropped", "ml-thinks-then-stops"];
    }
}
