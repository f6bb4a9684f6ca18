namespace Kvv.Wire.Detection;

// A reply that succeeds has an answer for its reader. Thinking is none, and nothing is none; both look like success to a client,
// so that nobody asks again. A reply cut by its cap or by a filter may have no answer.
internal sealed class SilentReplyDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.ReasoningOnly, AnomalyKinds.EmptySuccess];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        if (inspection.Reply.Choices.Count == 0)
            found.Add(new Anomaly(AnomalyKinds.EmptySuccess, "The reply has no choices."));
        foreach (var choice in inspection.Reply.Choices)
            Inspect(choice, inspection, found);
    }

    private static void Inspect(ReplyChoice choice, Inspection inspection, ICollection<Anomaly> found)
    {
        if (choice.ToolCalls.Count > 0 || HasText(choice.Content) || HasText(choice.Refusal))
            return;
        if (HasText(choice.Reasoning))
        {
            if (choice.FinishReason == FinishReasons.Stop && !MayEndAtOnce(inspection.Asked))
            {
                found.Add(new Anomaly(AnomalyKinds.ReasoningOnly, "The reply ends with stop and has reasoning, but neither content nor a tool call.",
                    Excerpt.Around(choice.Reasoning!, choice.Reasoning!.Length - 1)));
            }
        }
        else if (inspection.Reply.Usage is { CompletionTokens: 0 })
        {
            found.Add(new Anomaly(AnomalyKinds.EmptySuccess, "The reply has no content, no reasoning and no tool call, and took 0 completion tokens.",
                inspection.Reply.Usage.Raw.Length <= Excerpt.MaxLength ? inspection.Reply.Usage.Raw : null));
        }
        else if (choice.FinishReason == FinishReasons.Stop && !MayEndAtOnce(inspection.Asked))
        {
            found.Add(new Anomaly(AnomalyKinds.EmptySuccess, "The reply ends with stop and has no content, no reasoning and no tool call."));
        }
    }

    // A stop string can be the first thing the model writes, and a prefix given by the caller can be the whole answer.
    private static bool MayEndAtOnce(RequestFacts asked) => asked.HasStops || asked.EndsWithAssistant;

    private static bool HasText(string? text) => !string.IsNullOrWhiteSpace(text);
}
