using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>The types of the JSON Schema data model, numbers split into those that are integers and those that are not.</summary>
[Flags]
internal enum Kinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Fraction = 8,
    String = 16,
    Array = 32,
    Object = 64,
    Number = Integer | Fraction,
    All = 127,
}

/// <summary>An immutable JSON value under construction, equal by meaning.</summary>
internal sealed class Value : IEquatable<Value>
{
    private Value(Kinds kind) => Kind = kind;

    public static Value Null { get; } = new(Kinds.Null);

    public static Value True { get; } = new(Kinds.Boolean) { IsTrue = true };

    public static Value False { get; } = new(Kinds.Boolean);

    /// <summary>Exactly one kind.</summary>
    public Kinds Kind { get; }

    public bool IsTrue { get; private init; }

    public ExactNumber Number { get; private init; }

    public string Text { get; private init; } = "";

    public IReadOnlyList<Value> Items { get; private init; } = [];

    public IReadOnlyDictionary<string, Value> Members { get; private init; } = new Dictionary<string, Value>();

    public static Value Of(ExactNumber number) => new(number.IsInteger ? Kinds.Integer : Kinds.Fraction) { Number = number };

    public static Value Of(string text) => new(Kinds.String) { Text = text };

    public static Value Of(IReadOnlyList<Value> items) => new(Kinds.Array) { Items = items };

    public static Value Of(IReadOnlyDictionary<string, Value> members) => new(Kinds.Object) { Members = members };

    /// <summary>A value as a schema text holds it.</summary>
    public static Value Of(JsonElement element)
    {
        EvaluationLimitException.ThrowWhenStackIsLow();
        return element.ValueKind switch
        {
            JsonValueKind.True => True,
            JsonValueKind.False => False,
            JsonValueKind.Number => Of(ExactNumber.Parse(element.GetRawText())),
            JsonValueKind.String => Of(JsonText.Decode(element)),
            JsonValueKind.Array => Of([.. element.EnumerateArray().Select(Of)]),
            JsonValueKind.Object => Of(element.EnumerateObject().ToDictionary(m => JsonText.Name(m), m => Of(m.Value), StringComparer.Ordinal)),
            _ => Null,
        };
    }

    /// <inheritdoc />
    public bool Equals(Value? other) => other is not null && Kind == other.Kind && Kind switch
    {
        Kinds.Boolean => IsTrue == other.IsTrue,
        Kinds.Integer or Kinds.Fraction => Number.Equals(other.Number),
        Kinds.String => Text == other.Text,
        Kinds.Array => Items.SequenceEqual(other.Items),
        Kinds.Object => Members.Count == other.Members.Count
            && Members.All(member => other.Members.TryGetValue(member.Key, out var value) && member.Value.Equals(value)),
        _ => true,
    };

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Value);

    /// <inheritdoc />
    public override int GetHashCode() => Kind switch
    {
        Kinds.Boolean => IsTrue ? 1 : 2,
        Kinds.Integer or Kinds.Fraction => Number.GetHashCode(),
        Kinds.String => Text.GetHashCode(StringComparison.Ordinal),
        Kinds.Array => Items.Aggregate(3, HashCode.Combine),
        Kinds.Object => Members.Aggregate(4, (sum, member) => sum + HashCode.Combine(member.Key, member.Value)),
        _ => 0,
    };

    /// <summary>The value as JSON text.</summary>
    public string ToJson()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        switch (Kind)
        {
            case Kinds.Boolean:
                text.Append(IsTrue ? "true" : "false");
                break;
            case Kinds.Integer or Kinds.Fraction:
                text.Append(Number.ToString());
                break;
            case Kinds.String:
                Quote(Text, text);
                break;
            case Kinds.Array:
                text.Append('[');
                foreach (var (index, item) in Items.Index())
                {
                    text.Append(index > 0 ? "," : "");
                    item.Write(text);
                }

                text.Append(']');
                break;
            case Kinds.Object:
                text.Append('{');
                foreach (var (index, member) in Members.Index())
                {
                    text.Append(index > 0 ? "," : "");
                    Quote(member.Key, text);
                    text.Append(':');
                    member.Value.Write(text);
                }

                text.Append('}');
                break;
            default:
                text.Append("null");
                break;
        }
    }

    /// <summary>A lone surrogate leaves as an escape, which is the only spelling it has.</summary>
    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (char.IsControl(c) || char.IsSurrogate(c))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }

        text.Append('"');
    }
}
