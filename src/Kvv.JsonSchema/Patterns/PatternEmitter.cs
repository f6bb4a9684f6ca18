using System.Globalization;
using System.Text;

namespace Kvv.Schemas;

/// <summary>
/// Spells a pattern for .NET so that it means there what ECMA-262 says: classes as explicit code points (beyond U+FFFF as pairs
/// of surrogates), <c>$</c> as the very end, references to groups that took no part as the empty text.
/// </summary>
internal sealed class PatternEmitter
{
    private readonly StringBuilder _text = new();
    private readonly bool _captures;

    private PatternEmitter(bool captures) => _captures = captures;

    /// <summary>The .NET spelling of a pattern.</summary>
    public static string Emit(PatternNode node)
    {
        var emitter = new PatternEmitter(PatternShape.HasBackreference(node));
        emitter.Write(node);
        return emitter._text.ToString();
    }

    private void Write(PatternNode node)
    {
        switch (node)
        {
            case PatternNode.Set set:
                WriteSet(set.CodePoints);
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                    Write(part);
                break;
            case PatternNode.Choice choice:
                WriteChoice(choice);
                break;
            case PatternNode.Repeat repeat:
                WriteRepeat(repeat);
                break;
            case PatternNode.Capture capture:
                Wrap(_captures ? $"(?<g{capture.Index}>" : "(?:", capture.Part);
                break;
            case PatternNode.Backreference reference:
                _text.Append(CultureInfo.InvariantCulture, $"(?(g{reference.Index})\\k<g{reference.Index}>)");
                break;
            case PatternNode.Start:
                _text.Append("\\A");
                break;
            case PatternNode.End:
                _text.Append("\\z");
                break;
            case PatternNode.WordBoundary boundary:
                _text.Append(boundary.IsNegated
                    ? "(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))"
                    : "(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))");
                break;
            case PatternNode.Look look:
                Wrap($"(?{(look.IsBehind ? "<" : "")}{(look.IsNegated ? '!' : '=')}", look.Part);
                break;
            default:
                throw new InvalidOperationException($"No spelling for {node.GetType().Name}.");
        }
    }

    private void Wrap(string open, PatternNode part)
    {
        _text.Append(open);
        Write(part);
        _text.Append(')');
    }

    private void WriteChoice(PatternNode.Choice choice)
    {
        _text.Append("(?:");
        for (var i = 0; i < choice.Branches.Count; i++)
        {
            if (i > 0)
                _text.Append('|');
            Write(choice.Branches[i]);
        }

        _text.Append(')');
    }

    private void WriteRepeat(PatternNode.Repeat repeat)
    {
        Wrap("(?:", repeat.Part);
        _text.Append(repeat switch
        {
            { Least: 0, Most: null } => "*",
            { Least: 1, Most: null } => "+",
            { Least: 0, Most: 1 } => "?",
            { Most: null } => string.Create(CultureInfo.InvariantCulture, $"{{{repeat.Least},}}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{{{repeat.Least},{repeat.Most}}}"),
        });
        if (repeat.IsLazy)
            _text.Append('?');
    }

    /// <summary>Subjects are free of lone surrogates when they are matched, so a set never needs to match one.</summary>
    private void WriteSet(CodePointSet set)
    {
        var low = set.Intersect(CodePointSet.Of((0, 0xD7FF), (0xE000, 0xFFFF)));
        var pairs = SurrogatePairs(set.Intersect(CodePointSet.Of((0x10000, CodePointSet.Last)))).ToList();
        if (low.IsEmpty && pairs.Count == 0)
        {
            _text.Append("[^\\s\\S]");
            return;
        }

        if (pairs.Count == 0)
        {
            WriteClass(low.Ranges);
            return;
        }

        _text.Append("(?:");
        if (!low.IsEmpty)
        {
            WriteClass(low.Ranges);
            _text.Append('|');
        }

        for (var i = 0; i < pairs.Count; i++)
        {
            if (i > 0)
                _text.Append('|');
            WriteClass([pairs[i].High]);
            WriteClass([pairs[i].Low]);
        }

        _text.Append(')');
    }

    private static IEnumerable<((int, int) High, (int, int) Low)> SurrogatePairs(CodePointSet set)
    {
        foreach (var (first, last) in set.Ranges)
        {
            var (from, to) = (first - 0x10000, last - 0x10000);
            while (from <= to)
            {
                var high = from >> 10;
                var wholeRows = (from & 0x3FF) == 0 ? ((to + 1) >> 10) - high : 0;
                if (wholeRows > 0)
                {
                    yield return ((0xD800 + high, 0xD800 + high + wholeRows - 1), (0xDC00, 0xDFFF));
                    from = (high + wholeRows) << 10;
                    continue;
                }

                var end = Math.Min(to, (high << 10) | 0x3FF);
                yield return ((0xD800 + high, 0xD800 + high), (0xDC00 + (from & 0x3FF), 0xDC00 + (end & 0x3FF)));
                from = end + 1;
            }
        }
    }

    private void WriteClass(IReadOnlyList<(int First, int Last)> ranges)
    {
        if (ranges.Count == 1 && ranges[0].First == ranges[0].Last)
        {
            WriteUnit(ranges[0].First);
            return;
        }

        _text.Append('[');
        foreach (var (first, last) in ranges)
        {
            WriteUnit(first);
            if (last > first)
            {
                _text.Append('-');
                WriteUnit(last);
            }
        }

        _text.Append(']');
    }

    private void WriteUnit(int unit)
    {
        if (char.IsAsciiLetterOrDigit((char)unit))
            _text.Append((char)unit);
        else
            _text.Append(CultureInfo.InvariantCulture, $"\\u{unit:X4}");
    }
}
