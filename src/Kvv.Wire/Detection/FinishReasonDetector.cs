namespace Kvv.Wire.Detection;

// The finish reason is the one word clients branch on: it must be one they know and agree with the message.
internal sealed class FinishReasonDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } =
    [
        AnomalyKinds.FinishMissing,
        AnomalyKinds.FinishUnknown,
        AnomalyKinds.FinishBrokenOff,
        AnomalyKinds.FinishCallsAbsent,
        AnomalyKinds.FinishStopWithCalls,
    ];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var choice in inspection.Reply.Choices)
        {
            if (Judge(choice, inspection) is { } anomaly)
                found.Add(anomaly);
        }
    }

    private static Anomaly? Judge(ReplyChoice choice, Inspection inspection)
    {
        var calls = choice.ToolCalls.Count;
        switch (choice.FinishReason)
        {
            case null:
                // A stream without a reason was cut; that is the stream assembler's to report.
                return inspection.Streamed ? null : new Anomaly(AnomalyKinds.FinishMissing, "A choice of the whole reply has no finish reason.");
            case FinishReasons.ToolCalls:
                return calls > 0 ? null : new Anomaly(AnomalyKinds.FinishCallsAbsent, "The finish reason is tool_calls, but the message has no tool call.");
            case FinishReasons.Stop:
                // Endpoints end a forced call to a named tool with stop, as OpenAI's own did (vllm#25054).
                return calls == 0 || inspection.Asked.NamesTool ? null
                    : new Anomaly(AnomalyKinds.FinishStopWithCalls, $"The finish reason is stop, but the message has {calls} tool call(s).");
            case FinishReasons.Length or FinishReasons.ContentFilter:
                return null;
            case FinishReasons.FunctionCall when inspection.Asked.UsesFunctions:
                return null;
            case var reason when FinishReasons.BrokenOff.Contains(reason):
                return new Anomaly(AnomalyKinds.FinishBrokenOff, "The finish reason says that the server broke the answer off.", reason);
            case var reason:
                return new Anomaly(AnomalyKinds.FinishUnknown, "The finish reason is none of stop, length, tool_calls and content_filter.",
                    Excerpt.Around(reason, 0));
        }
    }
}
