using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Schemas;

namespace Kvv.Bench.JsonSchemas;

/// <summary>A schema and an instance that conforms to it, and the operations measured on them.</summary>
internal sealed class SchemaSample
{
    private readonly string _schema;
    private readonly string _instance;

    private SchemaSample(string name, string schema, string instance)
    {
        Name = name;
        _schema = schema;
        _instance = instance;
    }

    public string Name { get; }

    public int SchemaBytes => Encoding.UTF8.GetByteCount(_schema);

    public int InstanceBytes => Encoding.UTF8.GetByteCount(_instance);

    /// <summary>A flat object, a tool's parameters, and a schema of some 100 KB.</summary>
    public static IEnumerable<SchemaSample> All()
    {
        yield return new(
            "small",
            """{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer","minimum":1}},"required":["city"]}""",
            """{"city":"Grenoble","days":3}""");
        yield return new("typical", Typical, """
            {"query":"vacuum pumps","filters":[{"field":"price","op":"lt","value":250.5},{"field":"brand","op":"eq","value":"Ames"}],
             "page":{"size":20,"cursor":"a8f3-77"},"sort":["price","-rating"],"locale":"fr-FR","tags":{"origin":"web","ab":"b"}}
            """);
        yield return Large();
    }

    /// <summary>Validation by a compiled schema, compilation with one validation, compilation alone, failure, and a minimal instance.</summary>
    public IEnumerable<(string Name, Action Run)> Operations()
    {
        var compiled = JsonSchema.Compile(_schema);
        var instance = JsonElement.Parse(_instance);
        var wrong = JsonElement.Parse("[]");
        if (!compiled.Validate(instance).IsValid)
            throw new InvalidOperationException($"The instance of {Name} does not conform.");
        yield return ("validate, compiled once", () => compiled.Validate(instance));
        yield return ("read strictly and validate, compiled once", () => compiled.Validate(StrictJson.Parse(_instance)));
        yield return ("compile and validate", () => JsonSchema.Compile(_schema).Validate(instance));
        yield return ("refuse, compiled once", () => compiled.Validate(wrong));
        yield return ("lint as MFJS", () => MfjsLinter.Lint(_schema));
        yield return ("build a minimal instance", () => InstanceGenerator.Minimal(compiled));
    }

    private const string Typical = """
        {"type":"object","additionalProperties":false,"required":["query","filters","page"],
         "properties":{
           "query":{"type":"string","minLength":1,"maxLength":200},
           "filters":{"type":"array","maxItems":10,"items":{"$ref":"#/$defs/filter"}},
           "page":{"type":"object","properties":{"size":{"type":"integer","minimum":1,"maximum":100},"cursor":{"type":"string","pattern":"^[a-z0-9-]+$"}},"required":["size"]},
           "sort":{"type":"array","items":{"type":"string"},"uniqueItems":true},
           "locale":{"type":"string","pattern":"^[a-z]{2}-[A-Z]{2}$"},
           "tags":{"type":"object","additionalProperties":{"type":"string"}}},
         "$defs":{"filter":{"type":"object","additionalProperties":false,"required":["field","op","value"],
           "properties":{"field":{"type":"string"},"op":{"type":"string","enum":["eq","ne","lt","gt","in"]},
             "value":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"boolean"},{"type":"null"}]}}}}}
        """;

    private static SchemaSample Large()
    {
        var properties = new JsonObject();
        var values = new JsonObject();
        for (var i = 0; i < 290; i++)
        {
            properties[$"record{i}"] = JsonNode.Parse($$$"""
                {"type":"object","description":"Record number {{{i}}} of the large schema, described at some length so that it weighs what it weighs in the field.",
                 "additionalProperties":false,"required":["id","kind"],"properties":{"id":{"type":"integer","minimum":0},
                 "kind":{"type":"string","enum":["a{{{i}}}","b{{{i}}}","c{{{i}}}"]},"values":{"type":"array","items":{"type":"number"},"maxItems":8} } }
                """);
            values[$"record{i}"] = JsonNode.Parse($$"""{"id":{{i}},"kind":"b{{i}}","values":[1,2.5,-3]}""");
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray([.. properties.Select(p => (JsonNode?)p.Key)]) };
        return new("large", schema.ToJsonString(), values.ToJsonString());
    }
}
