namespace Kvv.Wire.Detection;

// Arguments are one JSON object, encoded once. The last call of an answer that was cut may end anywhere.
internal sealed class ToolCallArgumentsDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } =
    [
        AnomalyKinds.ToolCallArgumentsNotJson,
        AnomalyKinds.ToolCallArgumentsNotObject,
        AnomalyKinds.ToolCallArgumentsDoubleEncoded,
    ];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var choice in inspection.Reply.Choices)
        {
            if (choice.ToolCalls.Count == 0)
                continue;
            var isCut = choice.FinishReason is null or FinishReasons.Length or FinishReasons.ContentFilter;
            var shapes = choice.ToolCalls.Select(c => ArgumentShapes.Of(c.Arguments)).ToList();
            Apply(AnomalyKinds.ToolCallArgumentsNotJson, ArgumentShape.NotJson, "has arguments that are no JSON");
            Apply(AnomalyKinds.ToolCallArgumentsNotObject, ArgumentShape.OtherJson, "has arguments that are JSON, but no object");
            Apply(AnomalyKinds.ToolCallArgumentsDoubleEncoded, ArgumentShape.EncodedTwice, "has arguments that are a JSON string with JSON in it");

            void Apply(string kind, ArgumentShape wrong, string fault) => CallRule.Apply(choice.ToolCalls, kind, found,
                (call, place) => shapes[place] == wrong && !(isCut && place == shapes.Count - 1)
                    ? (call.Arguments is null ? "has no arguments" : fault, Tail(call.Arguments))
                    : null);
        }
    }

    // Where arguments break is mostly at their end.
    private static string? Tail(string? arguments) =>
        arguments is { Length: > 160 } ? Excerpt.Around(arguments, arguments.Length - 100) : arguments;
}
