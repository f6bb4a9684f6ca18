using System.Text.Json;
using Kvv.Schemas;

namespace Kvv.Conformance.Probing;

/// <summary>Reads JSON that a model wrote. The text is hostile input: what is not plain JSON is <see langword="null"/>, never an exception.</summary>
public static class AnswerJson
{
    /// <summary>
    /// The object that a text consists of, or <see langword="null"/>: strict JSON (see <see cref="StrictJson"/>), nothing before or
    /// after it, and every string whole Unicode text.
    /// </summary>
    /// <param name="text">Content or arguments as received.</param>
    public static JsonElement? Object(string? text)
    {
        try
        {
            var value = StrictJson.Parse(text ?? "");
            return value.ValueKind == JsonValueKind.Object && IsReadable(value) ? value : null;
        }
        catch (StrictJsonException)
        {
            // What is no JSON is reported by the caller, with the text itself.
            return null;
        }
    }

    /// <summary>A member that is a string, or <see langword="null"/>.</summary>
    /// <param name="holder">An object from <see cref="Object"/>.</param>
    /// <param name="name">The member's name.</param>
    public static string? Text(this JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whether every string decodes: the escape of half a surrogate pair is legal JSON and no text.</summary>
    private static bool IsReadable(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsReadable),
                JsonValueKind.Object => value.EnumerateObject().All(p => p.Name is not null && IsReadable(p.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
