using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Schemas;

/// <summary>Follows the plain keywords of a schema: type, properties, required, enum, const, items, minimum, minLength, minItems.</summary>
internal sealed class PlainSchemas : ISchemaKnowledge
{
    public string? Problem(JsonElement schema, bool strict) => null;

    public bool Allows(JsonElement schema, JsonNode? instance) =>
        !schema.Has("required", out _) || schema.Items("required").All(r => instance is JsonObject o && o.ContainsKey(r.GetString()!));

    public JsonNode? Minimal(JsonElement schema)
    {
        if (schema.Has("const", out var constant))
            return JsonNode.Parse(constant.GetRawText());
        if (schema.Items("enum").Any())
            return JsonNode.Parse(schema.Items("enum").First().GetRawText());
        var type = schema.Text("type") ?? (schema.Has("properties", out _) ? "object" : "string");
        switch (type)
        {
            case "object":
                var result = new JsonObject();
                foreach (var name in schema.Items("required").Select(r => r.GetString()!))
                    result[name] = schema.Has("properties", out var properties) && properties.Has(name, out var property) ? Minimal(property) : null;
                return result;
            case "array":
                return new JsonArray([.. Enumerable.Range(0, (int)(schema.Integer("minItems") ?? 0)).Select(_ => schema.Has("items", out var items) ? Minimal(items) : null)]);
            case "integer" or "number":
                return JsonValue.Create(schema.Integer("minimum") ?? 0);
            case "boolean":
                return JsonValue.Create(true);
            case "null":
                return null;
            default:
                return JsonValue.Create(new string('a', (int)(schema.Integer("minLength") ?? 1)));
        }
    }
}
