using System.Globalization;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Compiles the keywords of one schema.</summary>
internal sealed class KeywordCompiler
{
    private readonly SchemaCompiler _compiler;
    private readonly SchemaLocation _location;
    private readonly SchemaReader _reader;
    private readonly List<Keyword> _keywords = [];

    /// <summary>Prepares the keywords of a schema object.</summary>
    public KeywordCompiler(SchemaCompiler compiler, SchemaNode node)
    {
        _compiler = compiler;
        _location = node.Location;
        _reader = new(node.Location);
    }

    /// <summary>The keywords that count in the schema's dialect.</summary>
    public IReadOnlyList<Keyword> Compile()
    {
        var dialect = _location.Resource.Dialect;
        AddReferences();
        if (dialect.Has(Vocabularies.Validation))
            AddAssertions();
        AddMembers(dialect);
        if (dialect.Has(Vocabularies.Applicator))
        {
            AddInPlace();
            AddArrays(dialect);
            AddDependencies();
        }

        if (dialect.Has(Vocabularies.Unevaluated))
        {
            if (Below("unevaluatedItems") is { } items)
                _keywords.Add(new UnevaluatedItemsKeyword(items));
            if (Below("unevaluatedProperties") is { } properties)
                _keywords.Add(new UnevaluatedPropertiesKeyword(properties));
        }

        AddFormat(dialect);
        return _keywords;
    }

    private void AddReferences()
    {
        if (_reader.Text("$ref") is { } reference)
        {
            _location.Reference = _compiler.Resolve(_location, reference, "$ref", out _);
            _keywords.Add(new RefKeyword(_compiler.NodeOf(_location.Reference)));
        }

        if (_reader.Text("$dynamicRef") is { } dynamicReference)
        {
            var target = _compiler.Resolve(_location, dynamicReference, "$dynamicRef", out var anchor);
            if (anchor is not null && target.Resource.DynamicAnchors.GetValueOrDefault(anchor) != target)
                anchor = null;
            _location.DynamicReference = target;
            _location.DynamicAnchor = anchor;
            _keywords.Add(new DynamicRefKeyword(_compiler.NodeOf(target), anchor));
        }
    }

    private void AddAssertions()
    {
        if (_reader.TryGet("type", out var type))
            _keywords.Add(TypeReader.Read(type, _reader));
        if (_reader.TryGet("const", out var constant))
            _keywords.Add(new EnumKeyword("const", [constant]));
        if (_reader.TryGet("enum", out var values))
        {
            if (values.ValueKind != JsonValueKind.Array)
                throw _reader.Refusal("enum", "enum is an array.");
            _keywords.Add(new EnumKeyword("enum", values.EnumerateArray()));
        }

        foreach (var name in (ReadOnlySpan<string>)["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])
        {
            if (_reader.Number(name) is { } bound)
                _keywords.Add(new BoundKeyword(name, bound));
        }

        if (_reader.Number("multipleOf") is { } divisor)
            _keywords.Add(divisor.Sign > 0 ? new MultipleOfKeyword(divisor) : throw _reader.Refusal("multipleOf", "multipleOf is a number above zero."));
        foreach (var name in (ReadOnlySpan<string>)["minLength", "maxLength"])
        {
            if (_reader.Count(name) is { } bound)
                _keywords.Add(new LengthKeyword(name, bound));
        }

        foreach (var name in (ReadOnlySpan<string>)["minItems", "maxItems", "minProperties", "maxProperties"])
        {
            if (_reader.Count(name) is { } bound)
                _keywords.Add(new CountKeyword(name, bound));
        }

        if (_reader.Text("pattern") is { } pattern)
            _keywords.Add(new PatternKeyword(Pattern(pattern, "pattern")));
        if (_reader.Flag("uniqueItems"))
            _keywords.Add(new UniqueItemsKeyword());
        var dependents = _reader.Members("dependentRequired").ToDictionary(m => m.Name, m => _reader.Names("dependentRequired", m.Value), StringComparer.Ordinal);
        if (dependents.Count > 0)
            _keywords.Add(new DependentRequiredKeyword("dependentRequired", dependents));
    }

    private void AddMembers(Dialect dialect)
    {
        var isApplicator = dialect.Has(Vocabularies.Applicator);
        var required = dialect.Has(Vocabularies.Validation) ? _reader.Names("required") ?? [] : [];
        var properties = isApplicator ? Map("properties").ToList() : [];
        var patterns = isApplicator
            ? Map("patternProperties").Select(p => (Pattern(p.Name, "patternProperties"), p.Node)).ToArray()
            : [];
        var additional = isApplicator ? Below("additionalProperties") : null;
        if (required.Length > 0 || properties.Count > 0 || patterns.Length > 0 || additional is not null)
            _keywords.Add(new MembersKeyword(properties, patterns, additional, required));
    }

    private void AddInPlace()
    {
        if (List("allOf") is { Length: > 0 } all)
            _keywords.Add(new AllOfKeyword(all));
        if (List("anyOf") is { Length: > 0 } any)
            _keywords.Add(new AnyOfKeyword(any));
        if (List("oneOf") is { Length: > 0 } one)
            _keywords.Add(new OneOfKeyword(one));
        if (Below("not") is { } negated)
            _keywords.Add(new NotKeyword(negated));
        var (condition, then, otherwise) = (Below("if"), Below("then"), Below("else"));
        if (condition is not null)
            _keywords.Add(new IfKeyword(condition, then, otherwise));
    }

    private void AddArrays(Dialect dialect)
    {
        var prefix = List("prefixItems");
        var rest = Below("items");
        if (prefix.Length > 0 || rest is not null)
            _keywords.Add(new ItemsKeyword(prefix, rest));
        var counts = dialect.Has(Vocabularies.Validation);
        var (least, most) = counts ? (_reader.Count("minContains"), _reader.Count("maxContains")) : (null, null);
        if (Below("contains") is { } contains)
            _keywords.Add(new ContainsKeyword(contains, least ?? 1, most));
    }

    private void AddDependencies()
    {
        if (Below("propertyNames") is { } names)
            _keywords.Add(new PropertyNamesKeyword(names));
        var dependents = Map("dependentSchemas").ToDictionary(p => p.Name, p => p.Node, StringComparer.Ordinal);
        if (dependents.Count > 0)
            _keywords.Add(new DependentSchemasKeyword("dependentSchemas", dependents));

        // The keyword of earlier drafts, which the 2020-12 meta-schema still lists as deprecated.
        var older = _reader.Members("dependencies").ToList();
        var required = older.Where(m => m.Value.ValueKind == JsonValueKind.Array)
            .ToDictionary(m => m.Name, m => _reader.Names("dependencies", m.Value), StringComparer.Ordinal);
        if (required.Count > 0)
            _keywords.Add(new DependentRequiredKeyword("dependencies", required));
        var schemas = older.Where(m => m.Value.ValueKind != JsonValueKind.Array)
            .ToDictionary(m => m.Name, m => _compiler.NodeOf(_location.Below("dependencies", m.Name)), StringComparer.Ordinal);
        if (schemas.Count > 0)
            _keywords.Add(new DependentSchemasKeyword("dependencies", schemas));
    }

    private void AddFormat(Dialect dialect)
    {
        if (_reader.Text("format") is { } format && (_compiler.AssertsFormat || dialect.Has(Vocabularies.FormatAssertion))
            && StringFormats.Find(format) is { } isValid)
            _keywords.Add(new FormatKeyword(format, isValid));
    }

    private SchemaNode? Below(string keyword) =>
        _reader.TryGet(keyword, out _) ? _compiler.NodeOf(_location.Below(keyword)) : null;

    private SchemaNode[] List(string keyword) =>
        [.. Enumerable.Range(0, _reader.Branches(keyword))
            .Select(i => _compiler.NodeOf(_location.Below(keyword, i.ToString(CultureInfo.InvariantCulture))))];

    private IEnumerable<(string Name, SchemaNode Node)> Map(string keyword) =>
        _reader.Members(keyword).Select(m => (m.Name, _compiler.NodeOf(_location.Below(keyword, m.Name))));

    private EcmaPattern Pattern(string source, string keyword)
    {
        try
        {
            return _compiler.Pattern(source);
        }
        catch (PatternSyntaxException e)
        {
            throw new JsonSchemaException(
                $"{_location.Pointer}/{keyword}", $"{JsonText.Quote(source)} is no pattern of ECMA-262 that can be used here: {e.Message}", e);
        }
    }
}
