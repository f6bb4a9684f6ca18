using Kvv.Evaluation.Scorers.Exact;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>Reasoning is followed by an answer in the content.</summary>
internal sealed class AnswerAfterReasoning : IChannelRule
{
    public string Name => "answer-after-reasoning";

    public string Says => "have an answer in the content";

    public IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts)
    {
        if (reply.ToolCalls.Count > 0 || !string.IsNullOrWhiteSpace(reply.Content))
            return [];
        if (reply.FinishReason == "length")
            return ["rc-content-starved"];
        if (string.IsNullOrWhiteSpace(reply.Reasoning))
            return ["sw-empty-success"];
        return BoxedAnswer.Find(reply.Reasoning) is not null || !facts.Thinks ? ["rc-answer-in-reasoning"] : ["rc-final-answer-dropped", "ml-thinks-then-stops"];
    }
}
