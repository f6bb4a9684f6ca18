using System.Text.Json.Nodes;
using Kvv.Schemas;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>A function that a request declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its compiled parameter schema, or <see langword="null"/> when it has none.</param>
public sealed record DeclaredTool(string Name, JsonSchema? Parameters)
{
    /// <summary>The functions that a list of tools declares, those without a name left out.</summary>
    /// <param name="tools">The member <c>tools</c> of a request.</param>
    /// <exception cref="JsonSchemaException">A parameter schema is no valid schema.</exception>
    public static IReadOnlyList<DeclaredTool> Of(JsonArray? tools) =>
        [.. (tools ?? []).OfType<JsonObject>().Select(Read).OfType<DeclaredTool>()];

    /// <summary>The member <c>tools</c> of a request for one function.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="parameters">Its parameter schema.</param>
    /// <param name="strict">Whether to demand that arguments follow the schema; the member is left out when <see langword="false"/>.</param>
    public static JsonObject Function(string name, string description, JsonNode parameters, bool strict = false)
    {
        var function = new JsonObject { ["name"] = name, ["description"] = description };
        if (strict)
            function["strict"] = true;
        function["parameters"] = parameters;
        return new() { ["type"] = "function", ["function"] = function };
    }

    private static DeclaredTool? Read(JsonObject tool)
    {
        if (tool["function"] is not JsonObject function || function["name"] is not JsonValue value || !value.TryGetValue<string>(out var name))
            return null;
        return new(name, function["parameters"] is { } schema ? JsonSchema.Compile(schema.ToJsonString(WireJson.Relaxed)) : null);
    }
}
