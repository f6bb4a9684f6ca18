using System.Text;

namespace Kvv.Schemas;

/// <summary>
/// Writes a text that a pattern is likely to match: exactly one for regular constructs. Looks, word boundaries and anchors inside
/// are passed over, so whoever asks tests the text.
/// </summary>
internal sealed class PatternSampler(Randomness? random, int variant)
{
    private const int MaxLength = 200_000;

    private static readonly CodePointSet[] Preferred =
    [
        CodePointSet.Of(('a', 'z')), CodePointSet.Of(('A', 'Z'), ('0', '9')), CodePointSet.Of((' ', '~')),
        CodePointSet.Of((0xA1, 0xD7FF), (0xE000, 0xFFFD)), CodePointSet.Of((0xD800, 0xDFFF)).Complement(),
    ];

    private readonly StringBuilder _text = new();
    private readonly Dictionary<int, string> _captured = [];
    private int _missing;

    /// <summary>A text for a pattern, lengthened by repetition where it is shorter than asked.</summary>
    /// <param name="node">The pattern.</param>
    /// <param name="least">The least number of code points wanted.</param>
    public string Sample(PatternNode node, int least)
    {
        _missing = Math.Max(0, least - Shortest(node));
        Write(node);
        return _text.ToString();
    }

    private void Write(PatternNode node)
    {
        if (_text.Length > MaxLength)
            throw new EvaluationLimitException("A pattern asks for a text that is too long to build.");
        switch (node)
        {
            case PatternNode.Set { CodePoints.IsEmpty: false } set:
                _text.Append(new Rune(Pick(set.CodePoints)).ToString());
                break;
            case PatternNode.Sequence sequence:
                foreach (var part in sequence.Parts)
                    Write(part);
                break;
            case PatternNode.Choice choice:
                Write(choice.Branches[(random?.Below(choice.Branches.Count) ?? variant) % choice.Branches.Count]);
                break;
            case PatternNode.Repeat repeat:
                WriteRepeat(repeat);
                break;
            case PatternNode.Capture capture:
                var start = _text.Length;
                Write(capture.Part);
                _captured[capture.Index] = _text.ToString(start, _text.Length - start);
                break;
            case PatternNode.Backreference reference:
                _text.Append(_captured.GetValueOrDefault(reference.Index));
                break;
        }
    }

    private void WriteRepeat(PatternNode.Repeat repeat)
    {
        var most = repeat.Most ?? int.MaxValue;
        var wanted = repeat.Least;
        var each = Math.Max(1, Shortest(repeat.Part));
        if (_missing > 0)
        {
            var more = (int)Math.Min((long)most - wanted, (_missing + each - 1L) / each);
            wanted += more;
            _missing -= more * each;
        }
        else if (random is not null || variant > 0)
        {
            wanted += (int)Math.Min((long)most - wanted, random?.Below(4) ?? variant % 4);
        }

        for (var i = 0; i < wanted; i++)
            Write(repeat.Part);
    }

    private int Pick(CodePointSet set)
    {
        if (random is not null && random.OneIn(8) && set.Intersect(Preferred[^1]) is { IsEmpty: false } any)
            return any[random.Below(any.Count)];
        foreach (var preferred in Preferred)
        {
            var usable = set.Intersect(preferred);
            if (!usable.IsEmpty)
                return usable[(random?.Below(usable.Count) ?? (variant + _text.Length)) % usable.Count];
        }

        return 0xFFFD;
    }

    /// <summary>The length of the shortest text of a pattern, looks aside; saturates.</summary>
    private static int Shortest(PatternNode node) => (int)Math.Min(MaxLength, node switch
    {
        PatternNode.Set => 1L,
        PatternNode.Sequence sequence => sequence.Parts.Sum(part => (long)Shortest(part)),
        PatternNode.Choice choice => choice.Branches.Min(Shortest),
        PatternNode.Repeat repeat => (long)repeat.Least * Shortest(repeat.Part),
        PatternNode.Capture capture => Shortest(capture.Part),
        _ => 0,
    });
}
