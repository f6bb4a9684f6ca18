using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>JSON Pointers (RFC 6901) as text.</summary>
internal static class JsonPointer
{
    /// <summary>A name as one reference token.</summary>
    public static string Escape(string name) => name.AsSpan().IndexOfAny('~', '/') < 0
        ? name
        : name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The name behind one reference token.</summary>
    public static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    /// <summary>The tokens of a pointer, unescaped.</summary>
    public static IEnumerable<string> Tokens(string pointer) =>
        pointer.Length == 0 ? [] : pointer[1..].Split('/').Select(Unescape);

    /// <summary>The value one token below another, or <see langword="null"/>.</summary>
    public static JsonElement? Step(JsonElement value, string token)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (JsonText.Name(member) == token)
                    return member.Value;
            }

            return null;
        }

        if (value.ValueKind == JsonValueKind.Array && token.Length is > 0 and < 10 && token.All(char.IsAsciiDigit)
            && (token.Length == 1 || token[0] != '0'))
        {
            var index = int.Parse(token, System.Globalization.CultureInfo.InvariantCulture);
            if (index < value.GetArrayLength())
                return value[index];
        }

        return null;
    }
}
