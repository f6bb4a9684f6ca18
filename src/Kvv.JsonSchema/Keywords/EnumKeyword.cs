using System.Text.Json;

namespace Kvv.Schemas;

/// <summary><c>enum</c> and <c>const</c> (Validation 6.1.2, 6.1.3).</summary>
internal sealed class EnumKeyword : Keyword
{
    private readonly JsonElement[] _values;
    private readonly HashSet<string> _texts;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly HashSet<JsonElement> _others;

    /// <summary>The allowed values, texts apart from the rest, so that a text is looked up without a copy.</summary>
    public EnumKeyword(string name, IEnumerable<JsonElement> values)
        : base(name, AnyKind)
    {
        _values = [.. values];
        _texts = new(_values.Where(IsText).Select(value => JsonText.Decode(value)), StringComparer.Ordinal);
        _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        _others = new(_values.Where(value => !IsText(value)), JsonValueComparer.Instance);
    }

    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        if (IsText(instance) ? IsKnownText(instance) : _others.Count > 0 && _others.Contains(instance))
            return true;
        return evaluation.IsCollecting && evaluation.Fail(Name, _values.Length == 1
            ? $"Expected {Shown(_values[0])}."
            : $"Expected one of the {_values.Length} values of enum, found {Shown(instance)}.");
    }

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private bool IsKnownText(in JsonElement instance)
    {
        if (_texts.Count == 0)
            return false;
        using var text = new DecodedText(JsonText.Raw(instance));
        return _lookup.Contains(text.Units);
    }

    private static string Shown(in JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
