namespace Kvv.Wire.Detection;

// A reply is the assistant's. Whether a stream repeats or leaves out its role is the stream assembler's to report.
internal sealed class RoleDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.RoleWrong];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var choice in inspection.Reply.Choices)
        {
            if (choice.Role == "assistant" || (choice.Role is null && inspection.Streamed))
                continue;
            found.Add(choice.Role is null
                ? new Anomaly(AnomalyKinds.RoleWrong, "The message has no role.")
                : new Anomaly(AnomalyKinds.RoleWrong, "The role of the message is not assistant.", Excerpt.Around(choice.Role, 0)));
        }
    }
}
