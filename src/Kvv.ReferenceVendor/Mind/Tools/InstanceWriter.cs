using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Schemas;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>
/// An instance of a schema that takes what it can from the prompt. Each value is kept only if the whole stays valid, so the
/// result never breaks the schema.
/// </summary>
internal sealed class InstanceWriter(ISchemaKnowledge schemas)
{
    public JsonNode? Write(JsonElement schema, string ask, IReadOnlyDictionary<string, string> known)
    {
        if (PromptJson.Find(ask) is { } given && schemas.Allows(schema, given))
            return given;
        var instance = schemas.Minimal(schema);
        if (instance is not JsonObject root || !schema.Has("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
            return instance;
        foreach (var property in properties.EnumerateObject())
        {
            foreach (var value in Candidates(property, ask, known))
            {
                var trial = (JsonObject)root.DeepClone();
                trial[property.Name] = value;
                if (!schemas.Allows(schema, trial))
                    continue;
                root = trial;
                break;
            }
        }

        return Ordered(root, properties);
    }

    /// <summary>Members in the order the schema declares them.</summary>
    private static JsonObject Ordered(JsonObject instance, JsonElement properties)
    {
        var order = properties.EnumerateObject().Select((p, i) => (p.Name, i)).GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        var ordered = new JsonObject();
        foreach (var member in instance.OrderBy(m => order.GetValueOrDefault(m.Key, int.MaxValue)))
            ordered[member.Key] = member.Value?.DeepClone();
        return ordered;
    }

    private static IEnumerable<JsonNode?> Candidates(JsonProperty property, string ask, IReadOnlyDictionary<string, string> known)
    {
        var type = property.Value.Text("type");
        if (known.TryGetValue(property.Name, out var place) && type is "string" or null)
            yield return JsonValue.Create(place);
        foreach (var written in PromptValue.For(property.Name, ask))
        {
            foreach (var node in Typed(written, type))
                yield return node;
        }

        foreach (var choice in property.Value.Items("enum"))
        {
            if (choice.ValueKind == JsonValueKind.String && PromptValue.Mentions(ask, choice.GetString()!))
                yield return JsonNode.Parse(choice.GetRawText());
        }

        if (type is "integer" or "number" && PromptValue.OnlyNumber(ask) is { } number)
            yield return JsonNode.Parse(number);
    }

    private static IEnumerable<JsonNode?> Typed(string written, string? type)
    {
        if (type is null or "integer" or "number" && decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            yield return JsonValue.Create(number);
        if (type is null or "boolean" && bool.TryParse(written, out var flag))
            yield return JsonValue.Create(flag);
        if (type is null or "string")
            yield return JsonValue.Create(written);
    }
}
