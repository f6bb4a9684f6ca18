using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>No thinking, and none of its tags or markers, stands in the content.</summary>
internal sealed class ClosedThinking : IChannelRule
{
    public string Name => "closed-thinking";

    public string Says => "keep thinking and its markers out of the content";

    public IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts)
    {
        if (reply.Content is not { } content)
            return null;
        if (reply.Anomalies.Any(a => a.Kind is AnomalyKinds.ControlStringInContent or AnomalyKinds.ControlStringFragment) && !Tagged(reply))
            return ["rc-terminator-leak"];
        if (!Tagged(reply))
            return [];
        var tags = content.Split("</think>").Length - 1;
        if (tags > 2)
            return ["dk-quant-corruption"];
        var rest = content[(content.LastIndexOf("</think>", StringComparison.Ordinal) is var at and >= 0 ? at + 8 : 0)..];
        return rest.Length < content.Length && string.IsNullOrWhiteSpace(rest) ? ["rc-final-answer-dropped", "rc-close-tag-in-content"] : ["rc-close-tag-in-content"];
    }

    private static bool Tagged(ChannelReply reply) => reply.Anomalies.Any(a => a.Kind == AnomalyKinds.ThinkTagInContent);
}
