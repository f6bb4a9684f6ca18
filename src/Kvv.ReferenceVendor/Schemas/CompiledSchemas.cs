using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Schemas;

namespace Kvv.ReferenceVendor.Schemas;

/// <summary>Schema knowledge out of <c>Kvv.JsonSchema</c>. Compiled schemas are kept, since a test run sends the same few again and again.</summary>
internal sealed class CompiledSchemas : ISchemaKnowledge
{
    private const int Capacity = 4096;
    private readonly ConcurrentDictionary<string, JsonSchema> _compiled = new(StringComparer.Ordinal);

    public string? Problem(JsonElement schema, bool strict)
    {
        try
        {
            Compile(schema);
            return null;
        }
        catch (JsonSchemaException e)
        {
            return $"is not a valid JSON Schema: {e.Message.TrimEnd('.')}";
        }
    }

    public JsonNode? Minimal(JsonElement schema) => MinimalInstance.Of(schema);

    public bool Allows(JsonElement schema, JsonNode? instance)
    {
        using var document = JsonDocument.Parse(instance?.ToJsonString() ?? "null");
        return Compile(schema).Validate(document.RootElement).IsValid;
    }

    private JsonSchema Compile(JsonElement schema)
    {
        var text = schema.GetRawText();
        if (_compiled.TryGetValue(text, out var known))
            return known;
        if (_compiled.Count >= Capacity)
            _compiled.Clear();
        return _compiled[text] = JsonSchema.Compile(schema);
    }
}
