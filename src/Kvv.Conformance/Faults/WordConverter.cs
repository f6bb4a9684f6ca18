using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Faults;

/// <summary>
/// Reads an enumeration from exactly its words: the member's name in camel case, or the name its attribute gives. Stricter than the
/// converter of the platform, which ignores case, and its error lists the words that are allowed.
/// </summary>
internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>().ToFrozenDictionary(Word);
    private static readonly FrozenDictionary<T, string> Words = Values.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException($"Expected one of the words {Allowed()}.");
        var word = reader.GetString()!;
        return Values.TryGetValue(word, out var value)
            ? value
            : throw new JsonException($"'{word}' is none of the words {Allowed()}.");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Words[value]);

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => Words[value];

    private static string Word(T value)
    {
        var name = value.ToString();
        return typeof(T).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
            ?? JsonNamingPolicy.CamelCase.ConvertName(name);
    }

    private static string Allowed() => string.Join(", ", Enum.GetValues<T>().Select(Of));
}
