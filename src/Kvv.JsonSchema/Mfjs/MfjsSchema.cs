using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>One schema object of a text, its members by name, and where it stands.</summary>
internal sealed class MfjsSchema
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    public MfjsSchema(JsonElement element, string path)
    {
        Path = path;
        foreach (var member in element.EnumerateObject())
            _members[JsonText.Name(member)] = member.Value;
    }

    /// <summary>JSON Pointer from the root.</summary>
    public string Path { get; }

    public bool IsEmpty => _members.Count == 0;

    public IEnumerable<string> Keywords => _members.Keys;

    public bool Has(string keyword) => _members.ContainsKey(keyword);

    public bool TryGet(string keyword, out JsonElement value) => _members.TryGetValue(keyword, out value);

    /// <summary>Where a keyword of this schema stands.</summary>
    public string At(params ReadOnlySpan<string> steps)
    {
        var path = Path;
        foreach (var step in steps)
            path += "/" + JsonPointer.Escape(step);
        return path;
    }

    /// <summary>The type names, whether written as one or as an array; what is no string is left out.</summary>
    public IReadOnlyList<string> Types
    {
        get
        {
            if (!TryGet("type", out var type))
                return [];
            if (type.ValueKind == JsonValueKind.String)
                return [JsonText.Decode(type)];
            return type.ValueKind != JsonValueKind.Array ? [] :
                [.. type.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => JsonText.Decode(item))];
        }
    }

    /// <summary>The <c>$ref</c>, if it is a string.</summary>
    public string? Reference => TryGet("$ref", out var value) && value.ValueKind == JsonValueKind.String ? JsonText.Decode(value) : null;

    /// <summary>The names in <c>required</c>, if it is an array.</summary>
    public IReadOnlyList<string> Required => !TryGet("required", out var value) || value.ValueKind != JsonValueKind.Array ? [] :
        [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => JsonText.Decode(item))];

    /// <summary>The schema under a keyword, if it is an object.</summary>
    public MfjsSchema? Below(string keyword) =>
        TryGet(keyword, out var value) && value.ValueKind == JsonValueKind.Object ? new(value, At(keyword)) : null;

    /// <summary>The named schemas under a keyword, as far as they are objects.</summary>
    public IEnumerable<(string Name, MfjsSchema Schema)> Named(string keyword)
    {
        if (!TryGet(keyword, out var value) || value.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var member in value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Object))
        {
            var name = JsonText.Name(member);
            yield return (name, new(member.Value, At(keyword, name)));
        }
    }

    /// <summary>The branches of <c>anyOf</c>, as far as they are objects.</summary>
    public IEnumerable<MfjsSchema> Branches
    {
        get
        {
            if (!TryGet("anyOf", out var value) || value.ValueKind != JsonValueKind.Array)
                yield break;
            foreach (var (index, branch) in value.EnumerateArray().Index())
            {
                if (branch.ValueKind == JsonValueKind.Object)
                    yield return new(branch, At("anyOf", index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            }
        }
    }
}
