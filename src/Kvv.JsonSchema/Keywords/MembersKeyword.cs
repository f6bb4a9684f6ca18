using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>
/// <c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c> (Core 10.3.2) and <c>required</c> (Validation 6.5.3)
/// in one pass over the members.
/// </summary>
internal sealed class MembersKeyword : Keyword
{
    private readonly Dictionary<string, Rule> _rules;
    private readonly Dictionary<string, Rule>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly (EcmaPattern Pattern, SchemaNode Node)[] _patterns;
    private readonly SchemaNode? _additional;
    private readonly string[] _required;

    /// <summary>Combines the four keywords.</summary>
    /// <param name="properties">The schemas of <c>properties</c>.</param>
    /// <param name="patterns">Those of <c>patternProperties</c>.</param>
    /// <param name="additional">That of <c>additionalProperties</c>.</param>
    /// <param name="required">The distinct names of <c>required</c>.</param>
    public MembersKeyword(
        IEnumerable<(string Name, SchemaNode Node)> properties, (EcmaPattern, SchemaNode)[] patterns, SchemaNode? additional, string[] required)
        : base("properties", Objects, order: 1)
    {
        _rules = properties.ToDictionary(property => property.Name, property => new Rule(property.Node, -1), StringComparer.Ordinal);
        for (var i = 0; i < required.Length; i++)
            _rules[required[i]] = new(_rules.GetValueOrDefault(required[i]).Node, i);
        _lookup = _rules.GetAlternateLookup<ReadOnlySpan<char>>();
        _patterns = patterns;
        _additional = additional;
        _required = required;
    }

    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        if (!evaluation.IsCollecting && _required.Length > 0 && instance.GetPropertyCount() < _required.Length)
            return false;
        var isValid = true;
        var present = 0;
        Span<ulong> presentBits = _required.Length <= 256 ? stackalloc ulong[4] : new ulong[(_required.Length + 63) / 64];
        presentBits.Clear();
        var index = -1;
        foreach (var member in instance.EnumerateObject())
        {
            index++;
            using var name = new DecodedText(JsonMarshal.GetRawUtf8PropertyName(member));
            var isKnown = _lookup.TryGetValue(name.Units, out var rule);
            if (isKnown && rule.RequiredIndex >= 0 && NotePresent(rule.RequiredIndex, presentBits))
                present++;
            if (CheckMember(member, name.Units, rule.Node, evaluation, index, seen))
                continue;
            isValid = false;
            if (!evaluation.IsCollecting)
                return false;
        }

        if (present == _required.Length)
            return isValid;
        if (evaluation.IsCollecting)
            ReportMissing(presentBits, evaluation);
        return false;
    }

    private bool CheckMember(in JsonProperty member, ReadOnlySpan<char> name, SchemaNode? own, Evaluation evaluation, int index, Seen? seen)
    {
        var isValid = true;
        var isEvaluated = own is not null;
        if (own is not null)
            isValid = evaluation.Member(own, member, "properties", evaluation.IsCollecting ? name.ToString() : null);
        foreach (var (pattern, node) in _patterns)
        {
            if (!pattern.IsMatch(name))
                continue;
            isEvaluated = true;
            isValid &= evaluation.Member(node, member, "patternProperties", pattern.Source);
        }

        if (!isEvaluated && _additional is not null)
        {
            isEvaluated = true;
            isValid = evaluation.Member(_additional, member, "additionalProperties");
        }

        if (isEvaluated)
            seen?.Mark(index);
        return isValid;
    }

    private static bool NotePresent(int index, Span<ulong> bits)
    {
        if (IsPresent(index, bits))
            return false;
        bits[index >> 6] |= 1UL << (index & 63);
        return true;
    }

    private static bool IsPresent(int index, ReadOnlySpan<ulong> bits) => (bits[index >> 6] & (1UL << (index & 63))) != 0;

    private void ReportMissing(ReadOnlySpan<ulong> bits, Evaluation evaluation)
    {
        for (var i = 0; i < _required.Length; i++)
        {
            if (!IsPresent(i, bits))
                evaluation.Fail("required", $"The property {JsonText.Quote(_required[i])} is missing.");
        }
    }

    private readonly record struct Rule(SchemaNode? Node, int RequiredIndex);
}
