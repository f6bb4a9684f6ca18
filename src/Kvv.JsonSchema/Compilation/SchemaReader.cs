using System.Globalization;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Reads the members of one schema object in the shapes that keywords have, and refuses other shapes.</summary>
internal sealed class SchemaReader
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly SchemaLocation _location;

    /// <summary>Reads the members of a schema.</summary>
    public SchemaReader(SchemaLocation location)
    {
        _location = location;
        foreach (var member in location.Element.EnumerateObject())
            _members[JsonText.Name(member)] = member.Value;
    }

    /// <summary>The value of a keyword, if the schema has it.</summary>
    public bool TryGet(string keyword, out JsonElement value) => _members.TryGetValue(keyword, out value);

    /// <summary>A string, or <see langword="null"/> when the keyword is absent.</summary>
    public string? Text(string keyword)
    {
        if (!TryGet(keyword, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String ? JsonText.Decode(value) : throw Refusal(keyword, $"{keyword} is a string.");
    }

    /// <summary>A boolean; <see langword="false"/> when the keyword is absent.</summary>
    public bool Flag(string keyword)
    {
        if (!TryGet(keyword, out var value))
            return false;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Refusal(keyword, $"{keyword} is a boolean."),
        };
    }

    /// <summary>A number, or <see langword="null"/> when the keyword is absent.</summary>
    public ExactNumber? Number(string keyword)
    {
        if (!TryGet(keyword, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number ? JsonValueComparer.Number(value) : throw Refusal(keyword, $"{keyword} is a number.");
    }

    /// <summary>A count, or <see langword="null"/> when the keyword is absent. Beyond 10^18 it is read as 10^18, which no instance reaches.</summary>
    public long? Count(string keyword)
    {
        const long most = 1_000_000_000_000_000_000;
        if (!TryGet(keyword, out var value))
            return null;
        var number = value.ValueKind == JsonValueKind.Number ? JsonValueComparer.Number(value) : ExactNumber.Parse("-1");
        if (!number.IsInteger || number.Sign < 0)
            throw Refusal(keyword, $"{keyword} is a non-negative integer.");
        return number.CompareTo(ExactNumber.FromParts(most, 0)) >= 0
            ? most
            : long.Parse(number.Mantissa.ToString(CultureInfo.InvariantCulture) + new string('0', number.Sign == 0 ? 0 : (int)number.Exponent), CultureInfo.InvariantCulture);
    }

    /// <summary>Distinct strings, or <see langword="null"/> when the keyword is absent.</summary>
    public string[]? Names(string keyword) => TryGet(keyword, out var value) ? Names(keyword, value) : null;

    /// <summary>Distinct strings out of a value.</summary>
    public string[] Names(string keyword, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Refusal(keyword, $"{keyword} is an array of strings.");
        var names = value.EnumerateArray().Select(item => JsonText.Decode(item)).ToArray();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
            throw Refusal(keyword, $"{keyword} names nothing twice.");
        return names;
    }

    /// <summary>The members of an object; none when the keyword is absent.</summary>
    public IEnumerable<(string Name, JsonElement Value)> Members(string keyword)
    {
        if (!TryGet(keyword, out var value))
            return [];
        return value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(member => (JsonText.Name(member), member.Value))
            : throw Refusal(keyword, $"{keyword} is an object.");
    }

    /// <summary>The length of a non-empty array of schemas; 0 when the keyword is absent.</summary>
    public int Branches(string keyword)
    {
        if (!TryGet(keyword, out var value))
            return 0;
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0
            ? value.GetArrayLength()
            : throw Refusal(keyword, $"{keyword} is a non-empty array of schemas.");
    }

    /// <summary>A refusal at a keyword of this schema.</summary>
    public JsonSchemaException Refusal(string keyword, string reason) =>
        new($"{_location.Pointer}/{JsonPointer.Escape(keyword)}", reason);
}
