using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Turns the schemas that a root can reach into nodes, and refuses what draft 2020-12 does not allow.</summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaStore _store;
    private readonly JsonSchemaOptions _options;
    private readonly Queue<SchemaNode> _pending = new();
    private readonly Dictionary<string, EcmaPattern> _patterns = new(StringComparer.Ordinal);
    private int _nodes;

    private SchemaCompiler(JsonSchemaOptions options)
    {
        _options = options;
        _store = new(options);
    }

    /// <summary>Compiles a schema and everything it refers to.</summary>
    /// <exception cref="JsonSchemaException">Something in it is not valid or not found.</exception>
    public static CompiledSchema Compile(JsonElement schema, JsonSchemaOptions options)
    {
        var compiler = new SchemaCompiler(options);
        var root = compiler._store.Add(schema, options.BaseUri);
        var node = compiler.NodeOf(root);
        // Every schema of the own document is compiled, so that a fault in an unused definition is found as well.
        foreach (var location in root.Document.Locations.Values.ToList())
            compiler.NodeOf(location);
        compiler.Finish();
        return new(node, compiler._nodes, compiler._store.Resources.Count, compiler._patterns);
    }

    /// <summary>Whether <c>format</c> is asserted whatever the dialect says.</summary>
    public bool AssertsFormat => _options.AssertFormat;

    /// <summary>A pattern, compiled once for every place that has it.</summary>
    /// <exception cref="PatternSyntaxException">It cannot be compiled.</exception>
    public EcmaPattern Pattern(string source)
    {
        if (!_patterns.TryGetValue(source, out var pattern))
            _patterns[source] = pattern = new(source, _options.PatternTimeout);
        return pattern;
    }

    /// <summary>The node of a schema; its keywords may still be to come.</summary>
    public SchemaNode NodeOf(SchemaLocation location)
    {
        if (location.Node is { } known)
            return known;
        var node = new SchemaNode(location) { IsFalse = location.Element.ValueKind == JsonValueKind.False };
        location.Node = node;
        _nodes++;
        if (location.Element.ValueKind == JsonValueKind.Object)
            _pending.Enqueue(node);
        return node;
    }

    /// <summary>The schema that a reference names.</summary>
    public SchemaLocation Resolve(SchemaLocation from, string reference, string keyword, out string? anchor) =>
        _store.Resolve(from, reference, keyword, out anchor);

    private void Finish()
    {
        var isComplete = false;
        while (!isComplete)
        {
            while (_pending.TryDequeue(out var node))
            {
                var keywords = new KeywordCompiler(this, node).Compile();
                node.Keywords = [.. keywords.OrderBy(keyword => keyword.Order)];
                node.TracksEvaluated = keywords.Any(keyword => keyword.Order == 2);
            }

            // A dynamic reference may end at any dynamic anchor of any resource that is in scope at the time.
            foreach (var location in _store.Resources.SelectMany(resource => resource.DynamicAnchors.Values))
                NodeOf(location);
            isComplete = _pending.Count == 0;
        }
    }
}
