using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>
/// Equality of JSON values as draft 2020-12 Core 4.2.2 defines it: numbers by value, strings by code points, arrays in order,
/// objects regardless of order. Nesting beyond 1,000 levels ends in <see cref="EvaluationLimitException"/>.
/// </summary>
internal sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    private const int MaxDepth = 1_000;

    /// <summary>The only instance; it holds no state.</summary>
    public static JsonValueComparer Instance { get; } = new();

    private JsonValueComparer()
    {
    }

    /// <inheritdoc />
    public bool Equals(JsonElement x, JsonElement y) => Equals(x, y, 0);

    /// <inheritdoc />
    public int GetHashCode(JsonElement obj) => GetHashCode(obj, 0);

    private static bool Equals(in JsonElement x, in JsonElement y, int depth)
    {
        EvaluationLimitException.ThrowWhenDeeper(depth, MaxDepth);
        if (x.ValueKind != y.ValueKind)
            return false;
        return x.ValueKind switch
        {
            JsonValueKind.String => StringsAreEqual(x, y),
            JsonValueKind.Number => Number(x).Equals(Number(y)),
            JsonValueKind.Array => ArraysAreEqual(x, y, depth),
            JsonValueKind.Object => ObjectsAreEqual(x, y, depth),
            _ => true,
        };
    }

    private static int GetHashCode(in JsonElement value, int depth)
    {
        EvaluationLimitException.ThrowWhenDeeper(depth, MaxDepth);
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return JsonText.Decode(value).GetHashCode(StringComparison.Ordinal);
            case JsonValueKind.Number:
                return Number(value).GetHashCode();
            case JsonValueKind.Array:
                {
                    var hash = new HashCode();
                    foreach (var item in value.EnumerateArray())
                        hash.Add(GetHashCode(item, depth + 1));
                    return hash.ToHashCode();
                }

            case JsonValueKind.Object:
                {
                    var sum = value.GetPropertyCount();
                    foreach (var member in value.EnumerateObject())
                        sum += HashCode.Combine(JsonText.Name(member).GetHashCode(StringComparison.Ordinal), GetHashCode(member.Value, depth + 1));
                    return sum;
                }

            default:
                return (int)value.ValueKind;
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

    private static bool ArraysAreEqual(in JsonElement x, in JsonElement y, int depth)
    {
        if (x.GetArrayLength() != y.GetArrayLength())
            return false;
        using var others = y.EnumerateArray().GetEnumerator();
        foreach (var item in x.EnumerateArray())
        {
            if (!others.MoveNext() || !Equals(item, others.Current, depth + 1))
                return false;
        }

        return true;
    }

    private static bool ObjectsAreEqual(in JsonElement x, in JsonElement y, int depth)
    {
        if (x.GetPropertyCount() != y.GetPropertyCount())
            return false;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in x.EnumerateObject())
            members[JsonText.Name(member)] = member.Value;
        foreach (var member in y.EnumerateObject())
        {
            if (!members.Remove(JsonText.Name(member), out var value) || !Equals(value, member.Value, depth + 1))
                return false;
        }

        return true;
    }
}
