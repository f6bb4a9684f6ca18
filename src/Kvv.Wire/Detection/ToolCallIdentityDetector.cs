namespace Kvv.Wire.Detection;

// A tool result finds its call by id, and a stream's fragments find theirs by index.
internal sealed class ToolCallIdentityDetector : IReplyDetector
{
    private const string Function = "function";

    public IReadOnlyList<string> Kinds { get; } =
    [
        AnomalyKinds.ToolCallIdMissing,
        AnomalyKinds.ToolCallIdDuplicate,
        AnomalyKinds.ToolCallIdReused,
        AnomalyKinds.ToolCallTypeWrong,
        AnomalyKinds.ToolCallIndexMissing,
        AnomalyKinds.ToolCallIndexGap,
    ];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var choice in inspection.Reply.Choices)
        {
            if (choice.ToolCalls.Count == 0)
                continue;
            InspectIds(choice.ToolCalls, inspection.Asked, found);
            InspectIndexes(choice.ToolCalls, inspection.Streamed, found);
            CallRule.Apply(choice.ToolCalls, AnomalyKinds.ToolCallTypeWrong, found,
                (call, _) => call.Type is Function || (call.Type is { Length: > 0 } && inspection.Asked.ToolTypes.Contains(call.Type)) ? null
                    : (call.Type is null ? "has no type" : "is not of type function", call.Type));
        }
    }

    private static void InspectIds(IReadOnlyList<ToolCall> calls, RequestFacts asked, ICollection<Anomaly> found)
    {
        CallRule.Apply(calls, AnomalyKinds.ToolCallIdMissing, found,
            (call, _) => string.IsNullOrEmpty(call.Id) ? (call.Id is null ? "has no id" : "has an empty id", null) : null);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        CallRule.Apply(calls, AnomalyKinds.ToolCallIdDuplicate, found,
            (call, _) => string.IsNullOrEmpty(call.Id) || seen.Add(call.Id) ? null : ("has the id of an earlier call of the message", call.Id));
        CallRule.Apply(calls, AnomalyKinds.ToolCallIdReused, found,
            (call, _) => call.Id is not null && asked.CallIds.Contains(call.Id) ? ("has the id of a call in the history", call.Id) : null);
    }

    // The reply's calls are in the order of their indexes, so each must stand where its index says.
    private static void InspectIndexes(IReadOnlyList<ToolCall> calls, bool streamed, ICollection<Anomaly> found)
    {
        if (streamed)
            CallRule.Apply(calls, AnomalyKinds.ToolCallIndexMissing, found, (call, _) => call.Index is null ? ("has no index", null) : null);
        CallRule.Apply(calls, AnomalyKinds.ToolCallIndexGap, found,
            (call, place) => call.Index is { } index && index != place ? ($"has index {index}", null) : null);
    }
}
