using System.Text.Json.Nodes;
using Kvv.Schemas;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>A function that a request declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its compiled parameter schema, or <see langword="null"/> when it has none or <paramref name="Problem"/> says why not.</param>
/// <param name="Problem">What is wrong with its schema; then no arguments can be called valid.</param>
public sealed record DeclaredTool(string Name, JsonSchema? Parameters, string? Problem = null)
{
    /// <summary>The functions that a list of tools declares, those without a name left out.</summary>
    /// <param name="tools">The member <c>tools</c> of a request.</param>
    public static IReadOnlyList<DeclaredTool> Of(JsonArray? tools) =>
        [.. (tools ?? []).OfType<JsonObject>().Select(Read).OfType<DeclaredTool>()];

    /// <summary>A function as an entry of the member <c>tools</c>.</summary>
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
        if (function["parameters"]?.DeepClone() is not { } schema)
            return new(name, null);
        // Published sets name older drafts here; their keywords are read as those of the present one.
        (schema as JsonObject)?.Remove("$schema");
        try
        {
            return new(name, JsonSchema.Compile(schema.ToJsonString(WireJson.Relaxed)));
        }
        catch (JsonSchemaException e)
        {
            return new(name, null, e.Message);
        }
    }
}
