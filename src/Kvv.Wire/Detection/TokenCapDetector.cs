namespace Kvv.Wire.Detection;

// What the usage says about the cap must fit the finish reason. Judged on replies of one choice only: usage sums over choices.
internal sealed class TokenCapDetector : IReplyDetector
{
    // Engines differ by a token or two on whether the end token and the end-of-thinking token count.
    private const int Slack = 2;

    // A model's window ends an answer too. No served model has a smaller one, so below it the window is no excuse.
    private const int SmallestWindow = 32_000;

    // Without a cap in the request an endpoint may have a default; 1,024 was Moonshot's. Less than this cuts ordinary answers.
    private const int SmallestDefaultCap = 256;

    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.FinishLengthEarly, AnomalyKinds.FinishStopAtCap, AnomalyKinds.CapExceeded];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        var asked = inspection.Asked;
        if (!asked.IsReadable || inspection.Reply.Choices.Count != 1 || inspection.Reply.Usage is not { CompletionTokens: { } used and >= 0 } usage)
            return;
        if (asked.Caps.Count > 0 && used > asked.Caps.Max() + Slack)
        {
            found.Add(new Anomaly(AnomalyKinds.CapExceeded, $"The reply took {used} completion tokens; the request's cap is {asked.Caps.Max()}."));
            return;
        }

        var reason = inspection.Reply.Choices[0].FinishReason;
        if (reason == FinishReasons.Stop && asked.Caps.Contains(used))
        {
            found.Add(new Anomaly(AnomalyKinds.FinishStopAtCap, $"The reply ends with stop after {used} completion tokens, exactly the request's cap."));
        }
        else if (reason == FinishReasons.Length && used > 0 && usage.PromptTokens is { } prompt && prompt + used < SmallestWindow)
        {
            var least = asked.Caps.Count > 0 ? asked.Caps.Min() - Slack : SmallestDefaultCap;
            if (used < least)
            {
                found.Add(new Anomaly(AnomalyKinds.FinishLengthEarly, $"The reply ends with length after {used} completion tokens; "
                    + (asked.Caps.Count > 0 ? $"the request's cap is {asked.Caps.Min()}." : "the request sets no cap.")));
            }
        }
    }
}
