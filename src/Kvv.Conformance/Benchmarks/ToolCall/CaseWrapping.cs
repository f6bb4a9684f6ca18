using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Makes a schema the parameters of one tool, as Moonshot's vendor verifier does: the schema becomes the one required member
/// <c>value</c>; <c>$defs</c> and <c>$id</c> move to the root; a schema that refers to its own root moves below <c>$defs</c> and
/// its references follow; every member called <c>default</c> goes, a property of that name too.
/// </summary>
public static class CaseWrapping
{
    private const string Value = "value";
    private const string Definitions = "$defs";

    /// <summary>Wraps a schema.</summary>
    /// <param name="schema">The schema; not changed.</param>
    /// <returns>A schema of type object.</returns>
    public static JsonObject Wrap(JsonNode? schema)
    {
        var inner = schema?.DeepClone();
        var root = new JsonObject { ["type"] = "object", ["required"] = new JsonArray(Value), ["additionalProperties"] = false };
        JsonObject definitions = [];
        if (inner is JsonObject body)
        {
            Move(body, "$id", root);
            if (body[Definitions] is JsonObject own)
            {
                body.Remove(Definitions);
                definitions = own;
            }

            if (RefersToRoot(body) || RefersToRoot(definitions))
                inner = Relocate(body, definitions);
        }

        if (definitions.Count > 0)
            root[Definitions] = definitions;
        root["properties"] = new JsonObject { [Value] = inner };
        DropDefaults(root);
        return root;
    }

    private static JsonObject Relocate(JsonObject body, JsonObject definitions)
    {
        var name = "__case_schema";
        while (definitions.ContainsKey(name))
            name = "_" + name;
        var target = $"#/$defs/{name}";
        Redirect(body, target);
        Redirect(definitions, target);
        definitions[name] = body;
        return new() { ["$ref"] = target };
    }

    private static void Move(JsonObject from, string name, JsonObject to)
    {
        if (!from.TryGetPropertyValue(name, out var node))
            return;
        from.Remove(name);
        to[name] = node;
    }

    private static bool RefersToRoot(JsonNode? node) => IsRootReference(node) || Children(node).Any(RefersToRoot);

    private static void Redirect(JsonNode? node, string target)
    {
        if (IsRootReference(node))
            node!["$ref"] = target;
        foreach (var child in Children(node))
            Redirect(child, target);
    }

    private static bool IsRootReference(JsonNode? node) => node is JsonObject o && o["$ref"] is JsonValue v && v.TryGetValue<string>(out var target) && target == "#";

    private static void DropDefaults(JsonNode? node)
    {
        (node as JsonObject)?.Remove("default");
        foreach (var child in Children(node))
            DropDefaults(child);
    }

    private static List<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject holder => [.. holder.Select(m => m.Value)],
        JsonArray list => [.. list],
        _ => [],
    };
}
