using System.Text.Json.Nodes;

namespace Kvv.SelfTests.JsonSchemas;

/// <summary>Random schemas, the same for the same seed: every keyword the generator builds for, nested a few levels deep.</summary>
internal sealed class RandomSchemas(int seed)
{
    private static readonly string[] Names = ["a", "b", "c", "id", "naïve", "日本", "x/y", "q~r", "", "🚀"];
    private static readonly string[] Patterns = ["^a+$", "^[a-z]{2,5}$", "b", "^(foo|bar)[0-9]*$", "^\\d{3}-\\d{2}$", "^[^x]", "é", "(ab)+$", "^\\S+@\\S+$"];

    private readonly Random _random = new(seed);

    /// <summary>The next schema; its definitions are referred to by <c>#/$defs/…</c>.</summary>
    public JsonObject Next()
    {
        var schema = Schema(3);
        schema["$defs"] = new JsonObject { ["leaf"] = Schema(0), ["tree"] = Tree() };
        return schema;
    }

    private static JsonObject Tree() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["value"] = new JsonObject { ["type"] = "integer" },
            ["children"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["$ref"] = "#/$defs/tree" } },
        },
        ["required"] = new JsonArray("value", "children"),
    };

    private JsonObject Schema(int depth) => _random.Next(depth > 0 ? 14 : 6) switch
    {
        0 => Number("integer"),
        1 => Number("number"),
        2 or 3 => Text(),
        4 => new JsonObject { ["enum"] = Many(1, 4, () => (JsonNode?)Literal()) },
        5 => new JsonObject { ["type"] = Pick("null", "boolean") },
        6 => new JsonObject { ["$ref"] = Pick("#/$defs/leaf", "#/$defs/tree") },
        7 => new JsonObject { [Pick("anyOf", "oneOf")] = Many(1, 3, () => (JsonNode?)Schema(depth - 1)) },
        8 => new JsonObject { ["allOf"] = new JsonArray(Object(depth), Object(depth)) },
        9 => Conditional(depth),
        10 => Array(depth),
        _ => Object(depth),
    };

    private JsonObject Number(string type)
    {
        var schema = new JsonObject { ["type"] = type };
        var low = _random.Next(-20, 20);
        if (Chance(2))
            schema[Pick("minimum", "exclusiveMinimum")] = low;
        if (Chance(2))
            schema[Pick("maximum", "exclusiveMaximum")] = low + _random.Next(0, 12);
        if (Chance(4))
            schema["multipleOf"] = JsonNode.Parse(Pick("2", "3", "0.5", "0.01", "7"));
        return schema;
    }

    private JsonObject Text()
    {
        var schema = new JsonObject { ["type"] = "string" };
        var least = _random.Next(0, 6);
        if (Chance(3))
            schema["minLength"] = least;
        if (Chance(3))
            schema["maxLength"] = least + _random.Next(0, 8);
        if (Chance(4))
            schema["pattern"] = Pick(Patterns);
        return schema;
    }

    private JsonObject Array(int depth)
    {
        var schema = new JsonObject { ["type"] = "array" };
        var least = _random.Next(0, 3);
        if (Chance(2))
            schema["items"] = Schema(depth - 1);
        if (Chance(4))
            schema["prefixItems"] = Many(1, 2, () => (JsonNode?)Schema(depth - 1));
        if (Chance(2))
            schema["minItems"] = least;
        if (Chance(3))
            schema["maxItems"] = least + _random.Next(0, 4);
        if (Chance(4))
            schema["uniqueItems"] = true;
        if (Chance(5))
            schema["contains"] = Schema(0);
        return schema;
    }

    private JsonObject Object(int depth)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var properties = new JsonObject();
        for (var i = _random.Next(0, 4); i > 0; i--)
            properties[Pick(Names)] = Schema(depth - 1);
        schema["properties"] = properties;
        if (Chance(2))
            schema["required"] = new JsonArray([.. properties.Where(_ => Chance(2)).Select(p => (JsonNode?)p.Key)]);
        if (Chance(4))
            schema["additionalProperties"] = Chance(2) ? false : Schema(0);
        if (Chance(8))
            schema["patternProperties"] = new JsonObject { [Pick("^p", "z$")] = Schema(0) };
        if (Chance(8))
            schema["minProperties"] = _random.Next(0, 4);
        if (Chance(8))
            schema["maxProperties"] = _random.Next(1, 6);
        if (Chance(12))
            schema["propertyNames"] = new JsonObject { ["maxLength"] = 4 };
        if (Chance(12))
            schema["dependentRequired"] = new JsonObject { ["a"] = new JsonArray("b") };
        if (Chance(12))
            schema["unevaluatedProperties"] = false;
        return schema;
    }

    private JsonObject Conditional(int depth)
    {
        var schema = Object(depth);
        schema["if"] = new JsonObject { ["required"] = new JsonArray(Pick(Names)) };
        schema[Pick("then", "else")] = new JsonObject { ["minProperties"] = 1 };
        if (Chance(2))
            schema["not"] = new JsonObject { ["required"] = new JsonArray(Pick(Names)) };
        return schema;
    }

    private JsonNode? Literal() => _random.Next(6) switch
    {
        0 => null,
        1 => Chance(2),
        2 => _random.Next(-5, 5),
        3 => JsonNode.Parse(Pick("1.5", "1e3", "-0.25")),
        4 => Pick(Names),
        _ => new JsonArray(1, "two"),
    };

    private JsonArray Many(int least, int most, Func<JsonNode?> item) => new([.. Enumerable.Range(0, _random.Next(least, most + 1)).Select(_ => item())]);

    private bool Chance(int times) => _random.Next(times) == 0;

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];
}
