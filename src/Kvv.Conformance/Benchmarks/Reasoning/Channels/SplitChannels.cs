namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>Reasoning comes in its own field when the request asks for thinking, and not at all when it does not.</summary>
internal sealed class SplitChannels : IChannelRule
{
    public string Name => "split-channels";

    public string Says => "have reasoning exactly when thinking is on";

    public IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts)
    {
        var reasons = !string.IsNullOrWhiteSpace(reply.Reasoning);
        if (reasons == facts.Thinks)
            return [];
        if (!facts.Thinks)
            return string.IsNullOrWhiteSpace(reply.Content) ? ["rc-answer-in-reasoning", "rc-disable-ignored"] : ["rc-disable-ignored"];
        if (string.IsNullOrWhiteSpace(reply.Content))
            return null;
        // Cut inside thinking, the text is thinking; whole, it is thinking and answer in one.
        return reply.FinishReason == "length" ? ["rc-cut-thinking-in-content", "rc-never-split"] : ["rc-never-split", "tt-think-prefill-mismatch"];
    }
}
