namespace Kvv.Wire.Detection;

// A grammar with a minimum of calls but no maximum makes the same call until the cap. A few equal calls are fair: dice are rolled.
internal sealed class ToolCallRunawayDetector : IReplyDetector
{
    private const int MostEqualCalls = 8;

    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.ToolCallRunaway];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var choice in inspection.Reply.Choices)
        {
            if (choice.ToolCalls.Count <= MostEqualCalls)
                continue;
            var most = choice.ToolCalls.CountBy(c => (c.Name, c.Arguments)).MaxBy(c => c.Value);
            if (most.Value > MostEqualCalls)
            {
                found.Add(new Anomaly(AnomalyKinds.ToolCallRunaway, $"{most.Value} of {choice.ToolCalls.Count} tool calls of one message are equal.",
                    Excerpt.Around($"{most.Key.Name} {most.Key.Arguments}", 0)));
            }
        }
    }
}
