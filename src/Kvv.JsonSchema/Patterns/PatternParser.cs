using System.Globalization;

namespace Kvv.Schemas;

/// <summary>
/// Parses the pattern grammar of ECMA-262 with Unicode semantics (the <c>u</c> flag). Out of kindness to schemas in the field an
/// escaped punctuation character and a lone <c>]</c>, <c>{</c> or <c>}</c> stand for themselves, as without the flag.
/// </summary>
internal sealed class PatternParser
{
    private const int MaxNesting = 250;

    private readonly string _text;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _position;
    private int _groups;
    private int _groupCount;
    private int _nesting;

    private PatternParser(string text) => _text = text;

    /// <summary>Parses a whole pattern.</summary>
    /// <exception cref="PatternSyntaxException">The text is no pattern.</exception>
    public static PatternNode Parse(string text)
    {
        var parser = new PatternParser(text);
        parser.CountGroups();
        var node = parser.Disjunction();
        if (parser._position < text.Length)
            throw parser.Error("the closing parenthesis has no partner.");
        return node;
    }

    private PatternNode Disjunction()
    {
        if (++_nesting > MaxNesting)
            throw Error($"groups nest deeper than {MaxNesting} levels.");
        var branches = new List<PatternNode> { Alternative() };
        while (Eat('|'))
            branches.Add(Alternative());
        _nesting--;
        return branches.Count == 1 ? branches[0] : new PatternNode.Choice(branches);
    }

    private PatternNode Alternative()
    {
        var parts = new List<PatternNode>();
        while (_position < _text.Length && _text[_position] is not ('|' or ')'))
            parts.Add(Term());
        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    private PatternNode Term()
    {
        if (Eat('^'))
            return new PatternNode.Start();
        if (Eat('$'))
            return new PatternNode.End();
        if (Eat("(?=") || Eat("(?!"))
            return Look(isBehind: false);
        if (Eat("(?<=") || Eat("(?<!"))
            return Look(isBehind: true);
        if (Eat("\\b"))
            return new PatternNode.WordBoundary(false);
        if (Eat("\\B"))
            return new PatternNode.WordBoundary(true);
        return Quantified(Atom());
    }

    private PatternNode.Look Look(bool isBehind)
    {
        var isNegated = _text[_position - 1] == '!';
        var part = Disjunction();
        Close();
        return new(part, isBehind, isNegated);
    }

    private PatternNode Quantified(PatternNode atom)
    {
        int least;
        int? most;
        if (Eat('*'))
            (least, most) = (0, null);
        else if (Eat('+'))
            (least, most) = (1, null);
        else if (Eat('?'))
            (least, most) = (0, 1);
        else if (!TryBraces(out least, out most))
            return atom;
        if (most < least)
            throw Error("the bounds of a quantifier are out of order.");
        return new PatternNode.Repeat(atom, least, most, Eat('?'));
    }

    private bool TryBraces(out int least, out int? most)
    {
        (least, most) = (0, null);
        var start = _position;
        if (Eat('{') && TryCount(out least))
        {
            most = least;
            if (Eat(','))
                most = TryCount(out var upper) ? upper : null;
            if (Eat('}'))
                return true;
        }

        _position = start;
        return false;
    }

    private bool TryCount(out int count)
    {
        var start = _position;
        while (_position < _text.Length && char.IsAsciiDigit(_text[_position]))
            _position++;
        count = int.MaxValue;
        if (_position == start)
            return false;
        if (int.TryParse(_text.AsSpan(start, _position - start), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            count = value;
        return true;
    }

    private PatternNode Atom()
    {
        var c = _text[_position];
        switch (c)
        {
            case '.':
                _position++;
                return new PatternNode.Set(PatternClasses.AnyButLineEnd);
            case '[':
                return new PatternNode.Set(new PatternClassParser(_text, _position).Parse(out _position));
            case '(':
                return Group();
            case '\\':
                return EscapedAtom();
            case '*' or '+' or '?':
                throw Error("a quantifier has nothing to repeat.");
            case '{' when TryBraces(out _, out _):
                throw Error("a quantifier has nothing to repeat.");
            default:
                return new PatternNode.Set(CodePointSet.Single(PatternEscapes.CodePointAt(_text, ref _position)));
        }
    }

    private PatternNode Group()
    {
        if (Eat("(?:"))
        {
            var part = Disjunction();
            Close();
            return part;
        }

        if (Eat("(?<"))
            GroupName();
        else if (Eat("(?"))
            throw Error("ECMA-262 has no such group.");
        else
            _position++;
        var index = ++_groups;
        var body = Disjunction();
        Close();
        return new PatternNode.Capture(index, body);
    }

    private void GroupName()
    {
        var end = _text.IndexOf('>', _position);
        if (end < 0 || !IsName(_text[_position..end]))
            throw Error("a group's name is a letter, _ or $ and further letters and digits.");
        _position = end + 1;
    }

    private PatternNode EscapedAtom()
    {
        var start = _position;
        if (_position + 1 >= _text.Length)
            throw Error("the pattern ends in a backslash.");
        var c = _text[_position + 1];
        if (c is >= '1' and <= '9')
        {
            _position++;
            if (TryCount(out var index) && index <= _groupCount)
                return new PatternNode.Backreference(index);
            _position = start;
            throw Error("the reference has no group.");
        }

        if (c == 'k')
        {
            var end = _text.IndexOf('>', _position);
            if (end < 0 || _position + 2 >= _text.Length || _text[_position + 2] != '<'
                || !_names.TryGetValue(_text[(_position + 3)..end], out var named))
                throw Error("the named reference has no group.");
            _position = end + 1;
            return new PatternNode.Backreference(named);
        }

        return new PatternNode.Set(PatternEscapes.Set(_text, ref _position)
            ?? CodePointSet.Single(PatternEscapes.Character(_text, ref _position, insideClass: false)));
    }

    /// <summary>A reference may stand before its group, so the groups are counted and named first.</summary>
    private void CountGroups()
    {
        var insideClass = false;
        for (var i = 0; i < _text.Length; i++)
        {
            switch (_text[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    insideClass = true;
                    break;
                case ']':
                    insideClass = false;
                    break;
                case '(' when !insideClass:
                    CountGroup(i);
                    break;
            }
        }
    }

    private void CountGroup(int i)
    {
        var rest = _text.AsSpan(i + 1);
        if (rest.Length == 0 || rest[0] != '?')
        {
            _groupCount++;
            return;
        }

        if (!rest.StartsWith("?<", StringComparison.Ordinal) || rest.StartsWith("?<=", StringComparison.Ordinal) || rest.StartsWith("?<!", StringComparison.Ordinal))
            return;
        _groupCount++;
        var end = rest.IndexOf('>');
        if (end > 0 && !_names.TryAdd(rest[2..end].ToString(), _groupCount))
            throw new PatternSyntaxException("two groups have one name.", i);
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$');

    private void Close()
    {
        if (!Eat(')'))
            throw Error("a parenthesis is not closed.");
    }

    private bool Eat(char c)
    {
        if (_position >= _text.Length || _text[_position] != c)
            return false;
        _position++;
        return true;
    }

    private bool Eat(string text)
    {
        if (string.CompareOrdinal(_text, _position, text, 0, text.Length) != 0)
            return false;
        _position += text.Length;
        return true;
    }

    private PatternSyntaxException Error(string reason) => new(reason, _position);
}
