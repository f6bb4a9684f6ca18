namespace Kvv.Wire.Detection;

// A client dispatches by name: a call to nothing, or to a tool that was never declared, ends its loop.
internal sealed class ToolCallNameDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.ToolCallNameMissing, AnomalyKinds.ToolCallNameUndeclared];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        var asked = inspection.Asked;
        foreach (var choice in inspection.Reply.Choices)
        {
            CallRule.Apply(choice.ToolCalls, AnomalyKinds.ToolCallNameMissing, found,
                (call, _) => string.IsNullOrEmpty(call.Name) ? (call.Name is null ? "has no name" : "has an empty name", null) : null);
            if (asked.IsReadable)
            {
                CallRule.Apply(choice.ToolCalls, AnomalyKinds.ToolCallNameUndeclared, found,
                    (call, _) => string.IsNullOrEmpty(call.Name) || asked.ToolNames.Contains(call.Name) ? null
                        : ("names a tool that the request does not declare", call.Name));
            }
        }
    }
}
