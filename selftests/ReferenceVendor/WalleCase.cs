using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>
/// Wraps a schema as the parameters of one tool, the way the public verifier does: the schema becomes the required member
/// <c>value</c>, its <c>$defs</c> and <c>$id</c> move to the root, references to its root follow it, defaults go.
/// </summary>
internal static class WalleCase
{
    private const string Moved = "__case_schema";

    public static string Wrap(string schema)
    {
        var value = JsonNode.Parse(schema, null, new() { MaxDepth = 256 })!;
        var root = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("value"), ["additionalProperties"] = false };
        if (value is JsonObject body)
        {
            WithoutDefaults(body);
            var defs = Take(body, "$defs") as JsonObject ?? [];
            if (Take(body, "$id") is { } id)
                root["$id"] = id;
            if (RefersToRoot(body) || RefersToRoot(defs))
            {
                Redirect(body);
                Redirect(defs);
                defs[Moved] = body;
                value = new JsonObject { ["$ref"] = "#/$defs/" + Moved };
            }

            if (defs.Count > 0)
                root["$defs"] = defs;
        }

        root["properties"] = new JsonObject { ["value"] = value };
        return root.ToJsonString();
    }

    private static JsonNode? Take(JsonObject from, string name)
    {
        var node = from[name];
        from.Remove(name);
        return node;
    }

    private static void WithoutDefaults(JsonNode? node)
    {
        (node as JsonObject)?.Remove("default");
        foreach (var child in Children(node))
            WithoutDefaults(child);
    }

    private static bool RefersToRoot(JsonNode? node) => IsRootReference(node) || Children(node).Any(RefersToRoot);

    private static void Redirect(JsonNode? node)
    {
        if (IsRootReference(node))
            node!["$ref"] = "#/$defs/" + Moved;
        foreach (var child in Children(node))
            Redirect(child);
    }

    private static bool IsRootReference(JsonNode? node) => node is JsonObject o && o["$ref"] is JsonValue v && v.TryGetValue<string>(out var target) && target == "#";

    private static List<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject o => [.. o.Select(m => m.Value)],
        JsonArray a => [.. a],
        _ => [],
    };
}
