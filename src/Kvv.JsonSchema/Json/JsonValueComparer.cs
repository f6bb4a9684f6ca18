using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>
/// Equality of JSON values as draft 2020-12 Core 4.2.2 defines it: numbers by value, strings by code points, arrays in order,
/// objects regardless of order. Deeper than the stack allows ends in <see cref="EvaluationLimitException"/>.
/// </summary>
internal sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    /// <summary>The only instance; it holds no state.</summary>
    public static JsonValueComparer Instance { get; } = new();

    private JsonValueComparer()
    {
    }

    /// <inheritdoc />
    public bool Equals(JsonElement x, JsonElement y)
    {
        EvaluationLimitException.ThrowWhenStackIsLow();
        if (x.ValueKind != y.ValueKind)
            return false;
        switch (x.ValueKind)
        {
            case JsonValueKind.String:
                return StringsAreEqual(x, y);
            case JsonValueKind.Number:
                return Number(x).Equals(Number(y));
            case JsonValueKind.Array:
                return x.GetArrayLength() == y.GetArrayLength()
                    && x.EnumerateArray().Zip(y.EnumerateArray()).All(pair => Equals(pair.First, pair.Second));
            case JsonValueKind.Object:
                return ObjectsAreEqual(x, y);
            default:
                return true;
        }
    }

    /// <inheritdoc />
    public int GetHashCode(JsonElement obj)
    {
        EvaluationLimitException.ThrowWhenStackIsLow();
        switch (obj.ValueKind)
        {
            case JsonValueKind.String:
                return JsonText.Decode(obj).GetHashCode(StringComparison.Ordinal);
            case JsonValueKind.Number:
                return Number(obj).GetHashCode();
            case JsonValueKind.Array:
                {
                    var hash = new HashCode();
                    foreach (var item in obj.EnumerateArray())
                        hash.Add(GetHashCode(item));
                    return hash.ToHashCode();
                }

            case JsonValueKind.Object:
                {
                    var sum = obj.GetPropertyCount();
                    foreach (var member in obj.EnumerateObject())
                        sum += HashCode.Combine(JsonText.Name(member).GetHashCode(StringComparison.Ordinal), GetHashCode(member.Value));
                    return sum;
                }

            default:
                return (int)obj.ValueKind;
        }
    }

    /// <summary>The exact value of a number element.</summary>
    public static ExactNumber Number(in JsonElement value) => ExactNumber.Parse(JsonMarshal.GetRawUtf8Value(value));

    private static bool StringsAreEqual(in JsonElement x, in JsonElement y)
    {
        var a = JsonText.Raw(x);
        var b = JsonText.Raw(y);
        return JsonText.IsPlain(a) && JsonText.IsPlain(b)
            ? a.SequenceEqual(b)
            : string.Equals(JsonText.Decode(a), JsonText.Decode(b), StringComparison.Ordinal);
    }

    private bool ObjectsAreEqual(in JsonElement x, in JsonElement y)
    {
        if (x.GetPropertyCount() != y.GetPropertyCount())
            return false;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in x.EnumerateObject())
            members[JsonText.Name(member)] = member.Value;
        foreach (var member in y.EnumerateObject())
        {
            if (!members.Remove(JsonText.Name(member), out var value) || !Equals(value, member.Value))
                return false;
        }

        return true;
    }
}
