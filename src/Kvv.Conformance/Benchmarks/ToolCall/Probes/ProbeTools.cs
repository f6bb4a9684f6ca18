using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>The tools that probes declare.</summary>
internal static class ProbeTools
{
    public static JsonObject Weather { get; } = DeclaredTool.Function("get_weather", "Looks up the present weather of a city.", Schema("""{"city":{"type":"string","description":"Name of the city"}}""", "city"));

    public static JsonObject Ticket { get; } = DeclaredTool.Function("file_ticket", "Files a ticket by its number.", Schema("""{"ticket":{"type":"integer"}}""", "ticket"));

    public static JsonObject Text { get; } = DeclaredTool.Function("save_text", "Saves a text.", Schema("""{"text":{"type":"string"}}""", "text"));

    public static JsonObject Spot { get; } = DeclaredTool.Function(
        "mark_spot", "Marks a spot on the map.", Schema("""{"zone":{"type":"integer"},"mark":{"type":"integer"},"layer":{"type":"integer"},"area":{"type":"integer"}}""", "zone", "mark", "layer", "area"));

    public static JsonObject Task { get; } = DeclaredTool.Function(
        "create_task", "Creates a task.", Schema("""{"title":{"type":"string"},"priority":{"type":"integer"},"owner":{"type":"string"},"urgent":{"type":"boolean"}}""", "title"));

    /// <summary>A tool that takes an object of strings with the given names.</summary>
    public static JsonObject Record(IEnumerable<string> names)
    {
        var properties = new JsonObject([.. names.Select(n => KeyValuePair.Create(n, (JsonNode?)new JsonObject { ["type"] = "string" }))]);
        return DeclaredTool.Function("save_record", "Saves a record.", Schema(properties.ToJsonString(), [.. properties.Select(p => p.Key)]));
    }

    /// <summary>A schema of type object that allows nothing further.</summary>
    private static JsonObject Schema(string properties, params string[] required) => new()
    {
        ["type"] = "object",
        ["properties"] = JsonNode.Parse(properties),
        ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]),
        ["additionalProperties"] = false,
    };
}
