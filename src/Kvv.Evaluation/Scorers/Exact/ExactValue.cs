using System.Globalization;
using System.Numerics;

namespace Kvv.Evaluation.Scorers.Exact;

/// <summary>
/// The exact value of a written answer: integers, decimals, fractions (<c>3/4</c>, <c>\frac{3}{4}</c>, <c>\frac34</c>), sums,
/// products, powers, factorials left out, and roots of squares. Nothing is rounded: <c>0.333</c> is not one third.
/// </summary>
internal ref struct ExactValue
{
    private const int Deepest = 40;
    private const int Longest = 400;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private ExactValue(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The value, or <see langword="null"/> when the text is no such expression.</summary>
    public static Rational? Of(string answer)
    {
        if (answer.Length > Longest)
            return null;
        var plain = AnswerText.Plain(answer);
        if (plain.Length == 0)
            return null;
        var reader = new ExactValue(plain);
        var value = reader.Sum();
        reader.Blanks();
        return reader._at == plain.Length ? value : null;
    }

    private Rational? Sum()
    {
        if (++_depth > Deepest)
            return null;
        var sum = Product();
        while (sum is { } left && Sign() is { } sign)
            sum = Product() is { } right ? left.Plus(sign < 0 ? right.Negated() : right) : null;
        _depth--;
        return sum;
    }

    private int? Sign()
    {
        Blanks();
        return Take("+") ? 1 : Take("-") ? -1 : null;
    }

    private Rational? Product()
    {
        var product = Signed();
        while (product is { } left)
        {
            Blanks();
            if (Take("\\cdot") || Take("\\times") || Take("*") || Take("×") || Take("·"))
                product = Signed() is { } factor ? left.Times(factor) : null;
            else if (Take("\\div") || Take("/") || Take("÷"))
                product = Signed() is { } divisor ? left.Over(divisor) : null;
            else if (_at < _text.Length && (_text[_at] is '(' or '{' || StartsWith("\\sqrt")))
                product = Power() is { } next ? left.Times(next) : null;
            else
                break;
        }

        return product;
    }

    private Rational? Signed()
    {
        if (++_depth > Deepest)
            return null;
        var value = Sign() is { } sign ? Signed() is { } inner ? sign < 0 ? inner.Negated() : inner : null : Power();
        _depth--;
        return value;
    }

    private Rational? Power()
    {
        var power = Atom();
        Blanks();
        if (power is { } number && Take("^"))
        {
            Blanks();
            power = (_at < _text.Length && _text[_at] is '{' or '(' ? Atom() : Digit()) is { } exponent ? number.Power(exponent) : null;
        }

        return power;
    }

    private Rational? Atom()
    {
        Blanks();
        if (Take("\\dfrac") || Take("\\tfrac") || Take("\\cfrac") || Take("\\frac"))
            return Argument() is { } top && Argument() is { } bottom ? top.Over(bottom) : null;
        if (Take("\\sqrt"))
            return Argument()?.Root();
        if (Take("{"))
            return Inside("}");
        if (Take("("))
            return Inside(")");
        var start = _at;
        var number = Number();
        // "3\frac{1}{2}" is a mixed number, not a product: written so by hand, and no one boxes such a product.
        return number is { } whole && _at > start && _text[start.._at].IndexOf('.') < 0 && IsFraction() ? Atom()?.Plus(whole) : number;
    }

    private readonly bool IsFraction() => StartsWith("\\frac") || StartsWith("\\dfrac") || StartsWith("\\tfrac") || StartsWith("\\cfrac");

    /// <summary>What a command takes: a group, or a single digit.</summary>
    private Rational? Argument()
    {
        Blanks();
        return Take("{") ? Inside("}") : Digit();
    }

    private Rational? Inside(string close)
    {
        var value = Sum();
        Blanks();
        return Take(close) ? value : null;
    }

    private Rational? Digit() => _at < _text.Length && char.IsAsciiDigit(_text[_at]) ? Rational.Of(_text[_at++] - '0') : null;

    private Rational? Number()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
        var whole = _text[start.._at];
        if (_at >= _text.Length || _text[_at] != '.')
            return whole.Length > 0 ? Rational.Of(BigInteger.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture)) : null;
        var point = ++_at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
        var places = _text[point.._at];
        if (whole.Length + places.Length == 0)
            return null;
        return Rational.Of(BigInteger.Parse($"0{whole}{places}", NumberStyles.None, CultureInfo.InvariantCulture), BigInteger.Pow(10, places.Length));
    }

    private void Blanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private readonly bool StartsWith(string word) => _text[_at..].StartsWith(word, StringComparison.Ordinal);

    private bool Take(string word)
    {
        if (!StartsWith(word))
            return false;
        _at += word.Length;
        return true;
    }
}
