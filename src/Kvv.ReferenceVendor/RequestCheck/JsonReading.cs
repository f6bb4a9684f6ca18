using System.Text.Json;

namespace Kvv.ReferenceVendor.RequestCheck;

/// <summary>Reading members of a body whose shape is not yet known. An explicit null counts as absent, as OpenAI's servers have it.</summary>
internal static class JsonReading
{
    public static bool Has(this JsonElement parent, string name, out JsonElement value)
    {
        value = default;
        return parent.ValueKind == JsonValueKind.Object
            && parent.TryGetProperty(name, out value)
            && value.ValueKind != JsonValueKind.Null;
    }

    public static string? Text(this JsonElement parent, string name) =>
        parent.Has(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static bool? Flag(this JsonElement parent, string name) =>
        parent.Has(name, out var value) && value.IsBoolean() ? value.GetBoolean() : null;

    public static bool IsBoolean(this JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    /// <summary>The member as an integer that fits a long; <c>3.0</c> counts, <c>3.5</c> and text do not.</summary>
    public static long? Integer(this JsonElement parent, string name) =>
        parent.Has(name, out var value) ? value.Integer() : null;

    public static long? Integer(this JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return null;
        if (value.TryGetInt64(out var whole))
            return whole;
        return value.TryGetDouble(out var number) && Math.Floor(number) == number && Math.Abs(number) < 9e15 ? (long)number : null;
    }

    public static double? Number(this JsonElement parent, string name) =>
        parent.Has(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : null;

    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        parent.Has(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
