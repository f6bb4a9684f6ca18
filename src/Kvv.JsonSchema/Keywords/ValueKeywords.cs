using System.Text.Json;

namespace Kvv.Schemas;

/// <summary><c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c>, <c>exclusiveMaximum</c> (Validation 6.2.2 to 6.2.5).</summary>
internal sealed class BoundKeyword(string name, ExactNumber bound) : Keyword(name, Numbers)
{
    private readonly bool _isLower = name.EndsWith("inimum", StringComparison.Ordinal);
    private readonly bool _isExclusive = name.StartsWith("ex", StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var order = JsonValueComparer.Number(instance).CompareTo(bound);
        if (order == 0 ? !_isExclusive : _isLower == order > 0)
            return true;
        return evaluation.IsCollecting && evaluation.Fail(Name,
            $"Expected a number {(_isLower ? "above" : "below")}{(_isExclusive ? "" : " or equal to")} {bound}.");
    }
}

/// <summary><c>multipleOf</c> (Validation 6.2.1).</summary>
internal sealed class MultipleOfKeyword(ExactNumber divisor) : Keyword("multipleOf", Numbers)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen) =>
        JsonValueComparer.Number(instance).IsMultipleOf(divisor)
        || (evaluation.IsCollecting && evaluation.Fail(Name, $"Expected a multiple of {divisor}."));
}

/// <summary><c>minLength</c>, <c>maxLength</c>, in code points (Validation 6.3.1, 6.3.2).</summary>
internal sealed class LengthKeyword(string name, long bound) : Keyword(name, Strings)
{
    private readonly bool _isLower = name == "minLength";

    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var length = JsonText.CodePoints(instance);
        if (_isLower ? length >= bound : length <= bound)
            return true;
        return evaluation.IsCollecting && evaluation.Fail(Name, $"Expected at {(_isLower ? "least" : "most")} {bound} code points, found {length}.");
    }
}

/// <summary><c>minItems</c>, <c>maxItems</c>, <c>minProperties</c>, <c>maxProperties</c> (Validation 6.4 and 6.5).</summary>
internal sealed class CountKeyword(string name, long bound)
    : Keyword(name, name.EndsWith("Items", StringComparison.Ordinal) ? Arrays : Objects)
{
    private readonly bool _isLower = name.StartsWith("min", StringComparison.Ordinal);

    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isArray = instance.ValueKind == JsonValueKind.Array;
        var count = isArray ? instance.GetArrayLength() : instance.GetPropertyCount();
        if (_isLower ? count >= bound : count <= bound)
            return true;
        return evaluation.IsCollecting && evaluation.Fail(Name,
            $"Expected at {(_isLower ? "least" : "most")} {bound} {(isArray ? "items" : "properties")}, found {count}.");
    }
}

/// <summary><c>pattern</c> (Validation 6.3.3): an unanchored search.</summary>
internal sealed class PatternKeyword(EcmaPattern pattern) : Keyword("pattern", Strings)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        using var text = new DecodedText(JsonText.Raw(instance));
        return pattern.IsMatch(text.Units)
            || (evaluation.IsCollecting && evaluation.Fail(Name, $"Expected a string that matches {JsonText.Quote(pattern.Source)}."));
    }
}

/// <summary><c>format</c> as an assertion (Validation 7.2.2).</summary>
internal sealed class FormatKeyword(string format, Func<string, bool> isValid) : Keyword("format", Strings)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen) =>
        isValid(JsonText.Decode(instance))
        || (evaluation.IsCollecting && evaluation.Fail(Name, $"Expected a string of the format {JsonText.Quote(format)}."));
}

/// <summary><c>uniqueItems</c>: true (Validation 6.4.3).</summary>
internal sealed class UniqueItemsKeyword() : Keyword("uniqueItems", Arrays, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        if (instance.GetArrayLength() < 2)
            return true;
        var known = new HashSet<JsonElement>(JsonValueComparer.Instance);
        var index = 0;
        foreach (var item in instance.EnumerateArray())
        {
            if (!known.Add(item))
                return evaluation.IsCollecting && evaluation.Fail(Name, $"Item {index} occurs before.");
            index++;
        }

        return true;
    }
}
