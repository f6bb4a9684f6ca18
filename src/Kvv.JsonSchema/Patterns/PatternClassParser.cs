namespace Kvv.Schemas;

/// <summary>Parses one <c>[…]</c> class into its set of code points.</summary>
internal sealed class PatternClassParser(string text, int start)
{
    private int _position = start + 1;

    /// <summary>Parses the class and says where it ends.</summary>
    public CodePointSet Parse(out int end)
    {
        var isNegated = _position < text.Length && text[_position] == '^';
        if (isNegated)
            _position++;
        var ranges = new List<(int, int)>();
        while (true)
        {
            if (_position >= text.Length)
                throw new PatternSyntaxException("a class is not closed.", start);
            if (text[_position] == ']')
                break;
            AddAtom(ranges);
        }

        end = _position + 1;
        var set = CodePointSet.Of(ranges);
        return isNegated ? set.Complement() : set;
    }

    private void AddAtom(List<(int, int)> ranges)
    {
        var at = _position;
        if (PatternEscapes.Set(text, ref _position) is { } set)
        {
            ranges.AddRange(set.Ranges);
            return;
        }

        var first = Character();
        if (_position + 1 >= text.Length || text[_position] != '-' || text[_position + 1] == ']')
        {
            ranges.Add((first, first));
            return;
        }

        var hyphen = _position++;
        if (PatternEscapes.Set(text, ref _position) is not null)
        {
            // "[a-\d]": the hyphen stands for itself.
            _position = hyphen;
            ranges.Add((first, first));
            ranges.Add(('-', '-'));
            _position++;
            return;
        }

        var last = Character();
        if (last < first)
            throw new PatternSyntaxException("the ends of a range are out of order.", at);
        ranges.Add((first, last));
    }

    private int Character() => text[_position] == '\\'
        ? PatternEscapes.Character(text, ref _position, insideClass: true)
        : PatternEscapes.CodePointAt(text, ref _position);
}
