using System.Text.Json.Nodes;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>
/// Instances that break one keyword for certain, made from a valid one. Only keywords that hold whatever else the schema says are
/// used: those of the root, and of what lies below it through <c>properties</c> and <c>items</c> alone.
/// </summary>
internal static class Mutations
{
    /// <summary>The mutants, each with the keyword it breaks.</summary>
    public static IEnumerable<(string Keyword, JsonNode? Instance)> Of(JsonObject schema, JsonNode? instance)
    {
        foreach (var mutant in Here(schema, instance))
            yield return mutant;
        if (instance is JsonObject members && schema["properties"] is JsonObject properties)
        {
            foreach (var name in members.Select(m => m.Key).Where(properties.ContainsKey).ToList())
            {
                foreach (var (keyword, value) in Of(properties[name]!.AsObject(), members[name]))
                    yield return (keyword, With(members, name, value));
            }
        }

        if (instance is not JsonArray { Count: > 0 } array || schema["items"] is not JsonObject items || schema.ContainsKey("prefixItems"))
            yield break;
        foreach (var (keyword, value) in Of(items, array[0]))
        {
            var copy = array.DeepClone().AsArray();
            copy[0] = value?.DeepClone();
            yield return (keyword, copy);
        }
    }

    private static IEnumerable<(string Keyword, JsonNode? Instance)> Here(JsonObject schema, JsonNode? instance)
    {
        if (schema["type"] is { } type)
            yield return ("type", type.GetValue<string>() is "array" ? new JsonObject() : new JsonArray());
        if (schema.ContainsKey("enum"))
            yield return ("enum", "no value of any enum");
        if (schema["minimum"] is { } minimum)
            yield return ("minimum", minimum.GetValue<int>() - 1);
        if (schema["exclusiveMinimum"] is { } above)
            yield return ("exclusiveMinimum", above.GetValue<int>());
        if (schema["maximum"] is { } maximum)
            yield return ("maximum", maximum.GetValue<int>() + 1);
        if (schema["exclusiveMaximum"] is { } below)
            yield return ("exclusiveMaximum", below.GetValue<int>());
        if (schema["multipleOf"] is not null)
            yield return ("multipleOf", JsonNode.Parse("1e-9"));
        if (schema["minLength"] is { } shortest && shortest.GetValue<int>() > 0)
            yield return ("minLength", new string('é', shortest.GetValue<int>() - 1));
        if (schema["maxLength"] is { } longest && schema.ContainsKey("type"))
            yield return ("maxLength", string.Concat(Enumerable.Repeat("😀", longest.GetValue<int>() + 1)));
        if (schema["pattern"] is { } pattern)
            yield return ("pattern", pattern.GetValue<string>() == "^[^x]" ? "x" : "§ §");
        foreach (var mutant in OfMembers(schema, instance).Concat(OfItems(schema, instance)))
            yield return mutant;
    }

    private static IEnumerable<(string Keyword, JsonNode? Instance)> OfMembers(JsonObject schema, JsonNode? instance)
    {
        if (instance is not JsonObject members)
            yield break;
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(n => n!.GetValue<string>()))
        {
            var copy = members.DeepClone().AsObject();
            copy.Remove(name);
            yield return ("required", copy);
        }

        if (schema["additionalProperties"] is JsonValue { } && !schema.ContainsKey("patternProperties"))
            yield return ("additionalProperties", With(members, "declared nowhere", 1));
        if (schema["minProperties"] is { } fewest && fewest.GetValue<int>() > 0)
            yield return ("minProperties", new JsonObject());
        if (schema["propertyNames"] is not null)
            yield return ("propertyNames", With(members, "longer than four", 1));
    }

    private static IEnumerable<(string Keyword, JsonNode? Instance)> OfItems(JsonObject schema, JsonNode? instance)
    {
        if (instance is not JsonArray items)
            yield break;
        if (schema["minItems"] is { } fewest && fewest.GetValue<int>() > 0)
            yield return ("minItems", new JsonArray());
        if (schema["maxItems"] is { } most)
            yield return ("maxItems", new JsonArray([.. Enumerable.Range(0, most.GetValue<int>() + 1).Select(i => (JsonNode?)i)]));
        if (schema["uniqueItems"] is not null && items.Count > 0)
            yield return ("uniqueItems", new JsonArray([.. items.Select(i => i?.DeepClone()), items[0]?.DeepClone()]));
    }

    private static JsonObject With(JsonObject members, string name, JsonNode? value)
    {
        var copy = members.DeepClone().AsObject();
        copy[name] = value?.DeepClone();
        return copy;
    }
}
