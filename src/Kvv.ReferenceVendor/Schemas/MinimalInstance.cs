using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Schemas;

/// <summary>A small instance of a schema of plain keywords: type, properties, required, enum, const, items, anyOf, local references, lower bounds.</summary>
internal static class MinimalInstance
{
    public static JsonNode? Of(JsonElement schema) => Of(schema, schema, 0);

    private static JsonNode? Of(JsonElement schema, JsonElement root, int depth)
    {
        if (depth > 64)
            throw new SchemaUnsolvableException("The schema nests too deep.");
        if (schema.Has("$ref", out _))
            return Of(Target(schema.Text("$ref")!, root), root, depth + 1);
        if (schema.TryConst(out var constant))
            return JsonNode.Parse(constant.GetRawText());
        if (schema.Items("enum").Any())
            return JsonNode.Parse(schema.Items("enum").First().GetRawText());
        if (schema.Items("anyOf").Any())
            return Of(schema.Items("anyOf").First(), root, depth + 1);
        return OfType(schema, root, depth);
    }

    private static JsonNode? OfType(JsonElement schema, JsonElement root, int depth)
    {
        switch (schema.Text("type") ?? schema.Items("type").Select(t => t.GetString()).FirstOrDefault() ?? (schema.Has("properties", out _) ? "object" : "string"))
        {
            case "object":
                var result = new JsonObject();
                foreach (var name in schema.Items("required").Select(r => r.GetString()!))
                    result[name] = schema.Has("properties", out var properties) && properties.Has(name, out var property) ? Of(property, root, depth + 1) : null;
                return result;
            case "array":
                return new JsonArray([.. Enumerable.Range(0, (int)(schema.Integer("minItems") ?? 0)).Select(_ => schema.Has("items", out var items) ? Of(items, root, depth + 1) : null)]);
            case "integer" or "number":
                return JsonValue.Create(schema.Integer("minimum") ?? Math.Min(0, schema.Integer("maximum") ?? 0));
            case "boolean":
                return JsonValue.Create(true);
            case "null":
                return null;
            default:
                return JsonValue.Create(new string('a', (int)(schema.Integer("minLength") ?? Math.Min(1, schema.Integer("maxLength") ?? 1))));
        }
    }

    private static bool TryConst(this JsonElement schema, out JsonElement constant)
    {
        constant = default;
        return schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("const", out constant);
    }

    private static JsonElement Target(string reference, JsonElement root)
    {
        var at = root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!at.Has(step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal), out at))
                throw new SchemaUnsolvableException($"The reference {reference} leads nowhere.");
        }

        return at;
    }
}
