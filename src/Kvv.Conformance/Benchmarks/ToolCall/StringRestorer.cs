using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Schemas;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>Rewrites an instance as it would be without one well-known loss of types, to tell the loss from a wrong answer.</summary>
internal static class StringRestorer
{
    /// <summary>Every string that spells a number, boolean, null, list or object, read as such; <see langword="null"/> when nothing changes.</summary>
    public static JsonElement? Unquote(JsonElement instance) => Rewrite(instance, Read);

    /// <summary>Every number and boolean as the string that spells it; <see langword="null"/> when nothing changes.</summary>
    public static JsonElement? Quote(JsonElement instance) =>
        Rewrite(instance, e => e.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? JsonValue.Create(e.GetRawText()) : null);

    private static JsonElement? Rewrite(JsonElement instance, Func<JsonElement, JsonNode?> leaf)
    {
        try
        {
            var changed = false;
            var rewritten = Walk(instance, leaf, ref changed);
            return changed ? JsonElement.Parse(rewritten?.ToJsonString() ?? "null") : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text; there is nothing to restore.
            return null;
        }
    }

    private static JsonNode? Walk(JsonElement value, Func<JsonElement, JsonNode?> leaf, ref bool changed)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var holder = new JsonObject();
                foreach (var member in value.EnumerateObject())
                    holder[member.Name] = Walk(member.Value, leaf, ref changed);
                return holder;
            case JsonValueKind.Array:
                var list = new JsonArray();
                foreach (var item in value.EnumerateArray())
                    list.Add(Walk(item, leaf, ref changed));
                return list;
            default:
                if (leaf(value) is not { } other)
                    return JsonNode.Parse(value.GetRawText());
                changed = true;
                return other;
        }
    }

    private static JsonNode? Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            var inner = StrictJson.Parse(value.GetString()!);
            return inner.ValueKind is JsonValueKind.String or JsonValueKind.Null ? null : JsonNode.Parse(inner.GetRawText());
        }
        catch (StrictJsonException)
        {
            // Plain words stay what they are.
            return null;
        }
    }
}
