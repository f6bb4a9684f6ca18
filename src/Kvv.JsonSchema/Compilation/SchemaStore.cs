using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>
/// The documents, resources and anchors that one compilation knows, and the resolution of references among them. Documents are
/// scanned only where draft 2020-12 says that a schema stands, so an <c>$id</c> inside an <c>enum</c> names nothing.
/// </summary>
internal sealed class SchemaStore(JsonSchemaOptions options)
{
    private const int MaxNesting = 1_000;

    private readonly Dictionary<string, SchemaResource> _resources = new(StringComparer.Ordinal);
    private int _nesting;

    /// <summary>Every resource known so far.</summary>
    public IReadOnlyCollection<SchemaResource> Resources => [.. _resources.Values.Distinct()];

    /// <summary>Adds a document and scans it for schemas.</summary>
    /// <param name="root">Its text.</param>
    /// <param name="retrieval">The absolute URI it was found under.</param>
    /// <returns>Its root schema.</returns>
    public SchemaLocation Add(JsonElement root, Uri retrieval)
    {
        var document = new SchemaDocument(root);
        var resource = new SchemaResource(retrieval, Dialect.Standard);
        var location = Scan(root, "", document, resource, isRoot: true);
        _resources.TryAdd(retrieval.AbsoluteUri, location.Resource);
        return location;
    }

    /// <summary>The schema that a reference names.</summary>
    /// <param name="from">The schema that holds the reference.</param>
    /// <param name="reference">A URI reference.</param>
    /// <param name="keyword">The keyword that holds it, for messages.</param>
    /// <param name="anchor">The plain name in its fragment, if that is how it names the schema.</param>
    public SchemaLocation Resolve(SchemaLocation from, string reference, string keyword, out string? anchor)
    {
        anchor = null;
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var address = hash < 0 ? reference : reference[..hash];
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        var place = $"{from.Pointer}/{keyword}";
        var resource = address.Length == 0 ? from.Resource : Find(Combine(from.Resource.Uri, address, place), place);
        var root = resource.Root!;
        if (fragment.Length == 0)
            return root;
        if (fragment[0] == '/')
            return Follow(root, fragment, place);
        anchor = fragment;
        return resource.Anchors.TryGetValue(fragment, out var anchored)
            ? anchored
            : throw new JsonSchemaException(place, $"The reference {JsonText.Quote(reference)} names an anchor that does not exist.");
    }

    private SchemaResource Find(Uri uri, string place)
    {
        if (_resources.TryGetValue(uri.AbsoluteUri, out var known))
            return known;
        var document = MetaSchemas.Find(uri) ?? options.Resolver?.Resolve(uri)
            ?? throw new JsonSchemaException(place, $"The document {JsonText.Quote(uri.AbsoluteUri)} is not known, and no resolver supplies it.");
        return Add(document.Clone(), uri).Resource;
    }

    private SchemaLocation Follow(SchemaLocation root, string pointer, string place)
    {
        var document = root.Document;
        var element = root.Element;
        var nearest = root;
        var path = root.Pointer;
        foreach (var token in JsonPointer.Tokens(pointer))
        {
            element = JsonPointer.Step(element, token)
                ?? throw new JsonSchemaException(place, $"The reference leads to {JsonText.Quote(pointer)}, where nothing is.");
            path = $"{path}/{JsonPointer.Escape(token)}";
            nearest = document.Locations.GetValueOrDefault(path, nearest);
        }

        // A reference may lead to where no known keyword expects a schema; it is one from then on.
        return document.Locations.TryGetValue(path, out var location)
            ? location
            : Scan(element, path, document, nearest.Resource, isRoot: false);
    }

    private SchemaLocation Scan(JsonElement element, string pointer, SchemaDocument document, SchemaResource resource, bool isRoot)
    {
        EvaluationLimitException.ThrowWhenDeeper(++_nesting, MaxNesting);
        if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
            throw new JsonSchemaException(pointer, "A schema is an object or a boolean.");
        var isNew = isRoot;
        if (element.ValueKind == JsonValueKind.Object)
            resource = Identify(element, pointer, resource, ref isNew);
        var location = new SchemaLocation(element, pointer, document, resource);
        document.Locations[pointer] = location;
        if (isNew)
        {
            resource.Root = location;
            if (!_resources.TryAdd(resource.Uri.AbsoluteUri, resource) && !isRoot)
                throw new JsonSchemaException($"{pointer}/$id", $"Two schemas have the $id {JsonText.Quote(resource.Uri.AbsoluteUri)}.");
        }

        if (element.ValueKind == JsonValueKind.Object)
            ScanBelow(location, resource);
        _nesting--;
        return location;
    }

    private void ScanBelow(SchemaLocation location, SchemaResource resource)
    {
        AddAnchors(location);
        foreach (var member in location.Element.EnumerateObject())
        {
            foreach (var (below, path) in Subschemas.Of(JsonText.Name(member), member.Value))
                Scan(below, location.Pointer + path, location.Document, resource, isRoot: false);
        }
    }

    /// <summary>
    /// The resource a schema belongs to: a new one when it has an <c>$id</c>. A fragment in the <c>$id</c>, which 2020-12 forbids
    /// but schemas in the field carry, is ignored.
    /// </summary>
    private SchemaResource Identify(JsonElement element, string pointer, SchemaResource resource, ref bool isNew)
    {
        var uri = resource.Uri;
        var dialect = resource.Dialect;
        if (Text(element, "$id", pointer) is { } id && id.Split('#')[0] is { Length: > 0 } address)
        {
            uri = Combine(uri, address, $"{pointer}/$id");
            isNew = true;
        }

        if (!isNew)
            return resource;
        if (Text(element, "$schema", pointer) is { } schema)
            dialect = ReadDialect(schema, uri, $"{pointer}/$schema");
        return new(uri, dialect);
    }

    private Dialect ReadDialect(string schema, Uri own, string place)
    {
        var address = schema.Split('#')[0];
        // Earlier drafts are read by the rules of 2020-12: their schemas in the field mostly use what the drafts share.
        if (address == Dialect.StandardUri || !Uri.TryCreate(address, UriKind.Absolute, out var uri)
            || (uri.Host == "json-schema.org" && MetaSchemas.Find(uri) is null) || uri == own)
            return Dialect.Standard;
        var meta = MetaSchemas.Find(uri) ?? options.Resolver?.Resolve(uri)
            ?? throw new JsonSchemaException(place, $"The meta-schema {JsonText.Quote(address)} is not known, and no resolver supplies it.");
        if (meta.ValueKind != JsonValueKind.Object || !meta.TryGetProperty("$vocabulary", out var list) || list.ValueKind != JsonValueKind.Object)
            return Dialect.Standard;
        var result = Vocabularies.None;
        foreach (var entry in list.EnumerateObject())
        {
            if (Dialect.TryRead(JsonText.Name(entry), out var vocabulary))
                result |= vocabulary;
            else if (entry.Value.ValueKind == JsonValueKind.True)
                throw new JsonSchemaException(place, $"The meta-schema requires the vocabulary {JsonText.Quote(JsonText.Name(entry))}, which is not known.");
        }

        return new(result);
    }

    private static void AddAnchors(SchemaLocation location)
    {
        foreach (var keyword in (ReadOnlySpan<string>)["$anchor", "$dynamicAnchor"])
        {
            if (Text(location.Element, keyword, location.Pointer) is not { } name)
                continue;
            var place = $"{location.Pointer}/{keyword}";
            if (name.Length == 0 || !(char.IsAsciiLetter(name[0]) || name[0] == '_')
                || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
                throw new JsonSchemaException(place, "An anchor is a letter or _ and further letters, digits, -, _ and dots.");
            if (!location.Resource.Anchors.TryAdd(name, location) && location.Resource.Anchors[name] != location)
                throw new JsonSchemaException(place, $"Two schemas of one resource have the anchor {JsonText.Quote(name)}.");
            if (keyword == "$dynamicAnchor")
                location.Resource.DynamicAnchors[name] = location;
        }
    }

    private static string? Text(JsonElement schema, string keyword, string pointer)
    {
        if (JsonPointer.Step(schema, keyword) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.String
            ? JsonText.Decode(value)
            : throw new JsonSchemaException($"{pointer}/{keyword}", $"{keyword} is a string.");
    }

    private static Uri Combine(Uri baseUri, string address, string place)
    {
        return Uri.TryCreate(address, UriKind.Absolute, out var absolute) && address.Contains(':', StringComparison.Ordinal)
            ? absolute
            : Uri.TryCreate(baseUri, address, out var combined)
                ? combined
                : throw new JsonSchemaException(place, $"{JsonText.Quote(address)} is no URI reference.");
    }
}
