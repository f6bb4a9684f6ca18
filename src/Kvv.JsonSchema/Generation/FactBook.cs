using System.Globalization;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Reads the facts of each schema once. A compiled schema has been checked, so shapes are taken as given.</summary>
internal sealed class FactBook(CompiledSchema compiled, bool assertsFormat)
{
    private static readonly SchemaFacts Anything = new();
    private static readonly SchemaFacts Nothing = new() { IsFalse = true };

    private readonly Dictionary<SchemaLocation, SchemaFacts> _facts = [];

    /// <summary>The facts of a schema.</summary>
    public SchemaFacts Of(SchemaLocation location)
    {
        if (!_facts.TryGetValue(location, out var facts))
            _facts[location] = facts = Read(location);
        return facts;
    }

    private SchemaFacts Read(SchemaLocation location)
    {
        if (location.Element.ValueKind != JsonValueKind.Object)
            return location.Element.ValueKind == JsonValueKind.False ? Nothing : Anything;
        var reader = new SchemaReader(location);
        var dialect = location.Resource.Dialect;
        var facts = new SchemaFacts
        {
            HasReference = location.Reference is not null,
            HasDynamicReference = location.DynamicReference is not null,
        };
        if (dialect.Has(Vocabularies.Validation))
            facts = WithAssertions(facts, reader);
        if (dialect.Has(Vocabularies.Applicator))
            facts = WithApplicators(facts, reader, location);
        if (dialect.Has(Vocabularies.Unevaluated))
            facts = facts with { UnevaluatedItems = Below("unevaluatedItems"), UnevaluatedProperties = Below("unevaluatedProperties") };
        if ((assertsFormat || dialect.Has(Vocabularies.FormatAssertion)) && reader.Text("format") is { } format)
            facts = facts with { Format = format };
        return facts;

        SchemaLocation? Below(string keyword) => reader.TryGet(keyword, out _) ? location.Below(keyword) : null;
    }

    private SchemaFacts WithAssertions(SchemaFacts facts, SchemaReader reader) => facts with
    {
        Type = reader.TryGet("type", out var type) ? ReadType(type) : null,
        Const = reader.TryGet("const", out var constant) ? Value.Of(constant) : null,
        Enum = reader.TryGet("enum", out var values) ? [.. values.EnumerateArray().Select(Value.Of)] : null,
        Minimum = reader.Number("minimum"),
        Maximum = reader.Number("maximum"),
        ExclusiveMinimum = reader.Number("exclusiveMinimum"),
        ExclusiveMaximum = reader.Number("exclusiveMaximum"),
        MultipleOf = reader.Number("multipleOf"),
        MinLength = reader.Count("minLength"),
        MaxLength = reader.Count("maxLength"),
        Pattern = reader.Text("pattern") is { } pattern ? Pattern(pattern) : null,
        MinItems = reader.Count("minItems"),
        MaxItems = reader.Count("maxItems"),
        UniqueItems = reader.Flag("uniqueItems"),
        MinContains = reader.Count("minContains") ?? 1,
        MaxContains = reader.Count("maxContains"),
        Required = reader.Names("required") ?? [],
        MinProperties = reader.Count("minProperties"),
        MaxProperties = reader.Count("maxProperties"),
        DependentRequired = reader.Members("dependentRequired").ToDictionary(m => m.Name, m => reader.Names("dependentRequired", m.Value), StringComparer.Ordinal),
    };

    private SchemaFacts WithApplicators(SchemaFacts facts, SchemaReader reader, SchemaLocation location)
    {
        var older = reader.Members("dependencies").ToList();
        var schemas = Map("dependentSchemas");
        foreach (var (name, _) in older.Where(m => m.Value.ValueKind != JsonValueKind.Array && !schemas.ContainsKey(m.Name)))
            schemas[name] = location.Below("dependencies", name);
        var required = new Dictionary<string, string[]>(facts.DependentRequired, StringComparer.Ordinal);
        foreach (var (name, value) in older.Where(m => m.Value.ValueKind == JsonValueKind.Array))
            required[name] = [.. required.GetValueOrDefault(name, []).Union(reader.Names("dependencies", value))];
        return facts with
        {
            PrefixItems = List("prefixItems"),
            Items = One("items"),
            Contains = One("contains"),
            Properties = Map("properties"),
            PatternProperties = [.. Map("patternProperties").Select(p => (Pattern(p.Key), p.Value))],
            AdditionalProperties = One("additionalProperties"),
            PropertyNames = One("propertyNames"),
            DependentRequired = required,
            DependentSchemas = schemas,
            AllOf = List("allOf"),
            AnyOf = List("anyOf"),
            OneOf = List("oneOf"),
            Not = One("not"),
            If = One("if"),
            Then = One("then"),
            Else = One("else"),
        };

        SchemaLocation? One(string keyword) => reader.TryGet(keyword, out _) ? location.Below(keyword) : null;

        List<SchemaLocation> List(string keyword) =>
            [.. Enumerable.Range(0, reader.Branches(keyword)).Select(i => location.Below(keyword, i.ToString(CultureInfo.InvariantCulture)))];

        Dictionary<string, SchemaLocation> Map(string keyword) =>
            reader.Members(keyword).ToDictionary(m => m.Name, m => location.Below(keyword, m.Name), StringComparer.Ordinal);
    }

    private EcmaPattern Pattern(string source) => compiled.Patterns[source];

    private static Kinds ReadType(JsonElement type)
    {
        if (type.ValueKind == JsonValueKind.Array)
            return type.EnumerateArray().Aggregate(Kinds.None, (kinds, item) => kinds | ReadType(item));
        return type.GetString() switch
        {
            "null" => Kinds.Null,
            "boolean" => Kinds.Boolean,
            "integer" => Kinds.Integer,
            "number" => Kinds.Number,
            "string" => Kinds.String,
            "array" => Kinds.Array,
            _ => Kinds.Object,
        };
    }
}
