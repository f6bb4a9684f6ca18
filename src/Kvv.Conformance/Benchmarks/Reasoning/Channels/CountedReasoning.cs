namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>
/// Reasoning tokens fit the reasoning text: at least a character and a half a token, a third of one where Chinese is written,
/// and at most twenty. Tokenizers of these models average three to five characters a token in English and one to two in
/// Chinese; what lies outside lost text or count.
/// </summary>
internal sealed class CountedReasoning : IChannelRule
{
    private const double LeastCharacters = 1.5;
    private const double LeastChineseCharacters = 1.0 / 3;
    private const double MostCharacters = 20;
    private const int LeastTokens = 16;

    public string Name => "counted-reasoning";

    public string Says => "have reasoning that fits its token count";

    public IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts)
    {
        // Endpoints that count no reasoning apart are judged elsewhere.
        if (reply.ReasoningTokens is not { } tokens)
            return null;
        double characters = reply.Reasoning?.Length ?? 0;
        if (Math.Max(tokens, characters / 4) < LeastTokens)
            return null;
        if (tokens > (reply.CompletionTokens ?? long.MaxValue))
            return ["ua-reasoning-over-completion"];
        return characters > MostCharacters * tokens ? ["ua-reasoning-tokens-zero"]
            : characters < Least(reply) * tokens ? ["rc-parser-truncates", "rc-never-split"]
            : [];
    }

    private static double Least(ChannelReply reply) =>
        ScriptCensus.Of(reply.Reasoning ?? "").ContainsKey("Han") ? LeastChineseCharacters : LeastCharacters;
}
