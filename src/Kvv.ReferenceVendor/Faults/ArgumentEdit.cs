using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>Changes to JSON texts; a text that is no JSON object stays as it is.</summary>
internal static class ArgumentEdit
{
    public static bool TryObject(string json, out JsonObject found)
    {
        found = [];
        try
        {
            if (JsonNode.Parse(json) is not JsonObject parsed || parsed.Count < 0)
                return false;
            found = parsed;
            return true;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The caller asks whether it is an object; this is the answer.
            return false;
        }
    }

    /// <summary>Replaces the whole object.</summary>
    public static string Members(string json, Func<JsonObject, JsonObject> edit) =>
        TryObject(json, out var found) ? edit(found).ToJsonString(JsonText.Relaxed) : json;

    /// <summary>Replaces each member's value.</summary>
    public static string Values(string json, Func<JsonNode?, JsonNode?> edit) =>
        Members(json, o => new JsonObject(o.Select(m => KeyValuePair.Create(m.Key, edit(m.Value)))));

    /// <summary>Replaces each string value at any depth.</summary>
    public static string Texts(string json, Func<string, string> edit) => Values(json, v => Deep(v, edit));

    private static JsonNode? Deep(JsonNode? value, Func<string, string> edit) => value switch
    {
        JsonObject o => new JsonObject(o.Select(m => KeyValuePair.Create(m.Key, Deep(m.Value, edit)))),
        JsonArray a => new JsonArray([.. a.Select(v => Deep(v, edit))]),
        JsonValue v when v.GetValueKind() == JsonValueKind.String => JsonValue.Create(edit(v.GetValue<string>())),
        _ => value?.DeepClone(),
    };
}
