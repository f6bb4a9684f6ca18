using System.Text.Json;

namespace Kvv.Conformance.Reports;

/// <summary>Finds the thinking efforts that requests ask for, in every spelling: <c>reasoning_effort</c>, <c>thinking.effort</c>, <c>chat_template_kwargs.thinking_effort</c>.</summary>
internal static class RequestEffort
{
    /// <summary>The efforts in order of their first use; empty when no request names one.</summary>
    /// <param name="requests">Bodies as text; one that is no JSON object names none.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> requests) => [.. requests.SelectMany(Of).Distinct(StringComparer.Ordinal)];

    private static List<string> Of(string request)
    {
        var found = new List<string>();
        if (!request.Contains("effort", StringComparison.Ordinal))
            return found;
        try
        {
            using var body = JsonDocument.Parse(request);
            Add(found, body.RootElement, "reasoning_effort");
            Add(found, body.RootElement.Member("thinking"), "effort");
            Add(found, body.RootElement.Member("chat_template_kwargs"), "thinking_effort");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A body that is broken on purpose, or cut: it names no effort that could be read.
        }

        return found;
    }

    private static void Add(List<string> found, JsonElement? parent, string name)
    {
        if (parent is { } element && element.Member(name) is { ValueKind: not JsonValueKind.Null } effort)
            found.Add(VisibleText.Line(effort.ValueKind == JsonValueKind.String ? effort.GetString()! : effort.GetRawText(), 40));
    }
}
