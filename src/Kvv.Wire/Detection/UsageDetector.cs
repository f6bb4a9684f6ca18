namespace Kvv.Wire.Detection;

// Token counts are what people pay and what every throughput figure rests on; they must add up and agree with the text.
internal sealed class UsageDetector : IReplyDetector
{
    // Less reasoning than this may be a preamble that a server counts as content.
    private const int TellingReasoning = 40;

    public IReadOnlyList<string> Kinds { get; } =
    [
        AnomalyKinds.UsageNegative,
        AnomalyKinds.UsageAllZero,
        AnomalyKinds.UsageCountZero,
        AnomalyKinds.UsageTotalWrong,
        AnomalyKinds.UsageCachedOverPrompt,
        AnomalyKinds.UsageReasoningOverCompletion,
        AnomalyKinds.UsageReasoningZero,
    ];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        if (inspection.Reply.Usage is not { } usage)
            return;
        foreach (var (kind, message) in Judge(usage, inspection))
            found.Add(new Anomaly(kind, message, Excerpt.Around(usage.Raw, 0)));
    }

    private static IEnumerable<(string Kind, string Message)> Judge(Usage usage, Inspection inspection)
    {
        if (usage.PromptTokens < 0 || usage.CompletionTokens < 0 || usage.TotalTokens < 0 || usage.CachedTokens < 0 || usage.ReasoningTokens < 0)
        {
            yield return (AnomalyKinds.UsageNegative, "Usage has a negative count.");
            yield break;
        }

        if (usage is { PromptTokens: 0, CompletionTokens: 0 } && usage.TotalTokens is null or 0)
            yield return (AnomalyKinds.UsageAllZero, "Every count of usage is 0.");
        else if (usage.PromptTokens == 0)
            yield return (AnomalyKinds.UsageCountZero, "Usage counts 0 prompt tokens.");
        else if (usage.CompletionTokens == 0 && inspection.Texts.Count > 0)
            yield return (AnomalyKinds.UsageCountZero, "Usage counts 0 completion tokens, but the reply has text.");

        // Unsigned, a sum of two counts cannot overflow.
        if (usage is { PromptTokens: { } prompt, CompletionTokens: { } completion, TotalTokens: { } total } && (ulong)prompt + (ulong)completion != (ulong)total)
            yield return (AnomalyKinds.UsageTotalWrong, $"Usage counts {total} tokens in total, but {prompt} and {completion}.");
        if (usage.CachedTokens > usage.PromptTokens)
            yield return (AnomalyKinds.UsageCachedOverPrompt, $"Usage counts {usage.CachedTokens} cached tokens of {usage.PromptTokens} prompt tokens.");
        if (usage.ReasoningTokens > usage.CompletionTokens)
            yield return (AnomalyKinds.UsageReasoningOverCompletion, $"Usage counts {usage.ReasoningTokens} reasoning tokens of {usage.CompletionTokens} completion tokens.");
        var reasoning = inspection.Reply.Choices.Sum(c => c.Reasoning?.Length ?? 0);
        if (usage is { ReasoningTokens: 0, CompletionTokens: not 0 } && reasoning > TellingReasoning)
            yield return (AnomalyKinds.UsageReasoningZero, $"Usage counts 0 reasoning tokens, but the reply has {reasoning} characters of reasoning.");
    }
}
