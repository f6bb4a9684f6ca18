namespace Kvv.ReferenceVendor.Faults;

/// <summary>Every fault the endpoint can play. To add one: a class in its stage's folder, and a row in the stage's list.</summary>
internal static class FaultRegistry
{
    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        .. RequestValidation.RequestValidationRows.All,
        .. Template.TemplateRows.All,
        .. Sampling.SamplingRows.All,
        .. Decoding.DecodingRows.All,
        .. Reasoning.ReasoningRows.All,
        .. ToolCalls.ToolCallsRows.All,
        .. StructuredOutput.StructuredOutputRows.All,
        .. Streaming.StreamingRows.All,
        .. Usage.UsageRows.All,
        .. Vision.VisionRows.All,
        .. Conversation.ConversationRows.All,
        .. Operations.OperationsRows.All,
    ];

    public static IReadOnlyCollection<string> Ids => ById.Keys;

    private static Dictionary<string, FaultRow> ById { get; } = Rows.ToDictionary(r => r.Id, StringComparer.Ordinal);

    public static FaultRow? Find(string id) => ById.GetValueOrDefault(id);
}
