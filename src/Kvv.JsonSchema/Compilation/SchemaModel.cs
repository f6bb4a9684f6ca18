using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>One JSON text that holds schemas.</summary>
internal sealed class SchemaDocument(JsonElement root)
{
    /// <summary>The whole text.</summary>
    public JsonElement Root { get; } = root;

    /// <summary>The schemas found in it, by JSON Pointer from its root.</summary>
    public Dictionary<string, SchemaLocation> Locations { get; } = new(StringComparer.Ordinal);
}

/// <summary>A schema resource (2020-12 Core 4.3.5): what one URI names, with the anchors inside it.</summary>
internal sealed class SchemaResource(Uri uri, Dialect dialect)
{
    /// <summary>Its absolute URI without fragment.</summary>
    public Uri Uri { get; } = uri;

    /// <summary>The keywords that count in it.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <summary>Its root schema; set once the scan reaches it.</summary>
    public SchemaLocation? Root { get; set; }

    /// <summary>Schemas by <c>$anchor</c> or <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, SchemaLocation> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Schemas by <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, SchemaLocation> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}

/// <summary>One schema in a document, before and after compilation.</summary>
internal sealed class SchemaLocation(JsonElement element, string pointer, SchemaDocument document, SchemaResource resource)
{
    /// <summary>Its JSON text: an object or a boolean.</summary>
    public JsonElement Element { get; } = element;

    /// <summary>JSON Pointer from the document's root.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>The document it stands in.</summary>
    public SchemaDocument Document { get; } = document;

    /// <summary>The resource it belongs to.</summary>
    public SchemaResource Resource { get; } = resource;

    /// <summary>Its compiled form, once asked for.</summary>
    public SchemaNode? Node { get; set; }

    /// <summary>Where its <c>$ref</c> leads, once compiled.</summary>
    public SchemaLocation? Reference { get; set; }

    /// <summary>Where its <c>$dynamicRef</c> leads before the dynamic scope is asked, once compiled.</summary>
    public SchemaLocation? DynamicReference { get; set; }

    /// <summary>The anchor its <c>$dynamicRef</c> looks for in the dynamic scope, or <see langword="null"/> when it acts like <c>$ref</c>.</summary>
    public string? DynamicAnchor { get; set; }

    /// <summary>The schema at a path below this one.</summary>
    public SchemaLocation Below(string keyword) => Document.Locations[$"{Pointer}/{JsonPointer.Escape(keyword)}"];

    /// <summary>The schema at a path below this one.</summary>
    public SchemaLocation Below(string keyword, string key) =>
        Document.Locations[$"{Pointer}/{JsonPointer.Escape(keyword)}/{JsonPointer.Escape(key)}"];
}

/// <summary>A schema ready for evaluation. Its keywords are set after its creation, because schemas may refer to each other in a circle.</summary>
internal sealed class SchemaNode(SchemaLocation location)
{
    /// <summary>Where it stands.</summary>
    public SchemaLocation Location { get; } = location;

    /// <summary>Its keywords in the order of evaluation.</summary>
    public Keyword[] Keywords { get; set; } = [];

    /// <summary>Whether it is the schema <c>false</c>.</summary>
    public bool IsFalse { get; init; }

    /// <summary>Whether it holds <c>unevaluatedItems</c> or <c>unevaluatedProperties</c> and so must know what its other keywords evaluated.</summary>
    public bool TracksEvaluated { get; set; }
}

/// <summary>A compiled schema with everything it can reach.</summary>
/// <param name="Root">Where evaluation starts.</param>
/// <param name="NodeCount">How many schemas were compiled.</param>
/// <param name="ResourceCount">How many resources they belong to.</param>
/// <param name="Patterns">Every pattern in them, by its source.</param>
internal sealed record CompiledSchema(SchemaNode Root, int NodeCount, int ResourceCount, IReadOnlyDictionary<string, EcmaPattern> Patterns);
