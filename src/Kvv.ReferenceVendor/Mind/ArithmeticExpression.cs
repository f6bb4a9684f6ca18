using System.Globalization;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>A small calculator: + − * / ^ and brackets over decimals, by recursive descent.</summary>
internal sealed class ArithmeticExpression
{
    private readonly string _text;
    private int _at;

    private ArithmeticExpression(string text) => _text = text;

    /// <summary>The value, or <see langword="null"/> when the text is no expression or leaves the range of decimals.</summary>
    public static decimal? Evaluate(string text)
    {
        var parser = new ArithmeticExpression(text.Replace('×', '*').Replace('÷', '/').Replace('−', '-'));
        try
        {
            var value = parser.Sum();
            return parser.Next() == '\0' ? value : null;
        }
        catch (Exception e) when (e is FormatException or DivideByZeroException or OverflowException)
        {
            // Not for this responder: another one may understand the prompt.
            return null;
        }
    }

    private decimal Sum()
    {
        var value = Product();
        while (Next() is '+' or '-')
            value = _text[_at++] == '+' ? value + Product() : value - Product();
        return value;
    }

    private decimal Product()
    {
        var value = Power();
        while (Next() is '*' or '/')
            value = _text[_at++] == '*' ? value * Power() : value / Power();
        return value;
    }

    private decimal Power()
    {
        var value = Atom();
        if (Next() != '^')
            return value;
        _at++;
        var exponent = Power();
        if (exponent < 0 || exponent > 64 || decimal.Truncate(exponent) != exponent)
            throw new FormatException("not a small whole exponent");
        var result = 1m;
        for (var i = 0; i < exponent; i++)
            result *= value;
        return result;
    }

    private decimal Atom()
    {
        switch (Next())
        {
            case '-':
                _at++;
                return -Atom();
            case '(':
                _at++;
                var value = Sum();
                if (Next() != ')')
                    throw new FormatException("an open bracket");
                _at++;
                return value;
            default:
                var start = _at;
                while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.'))
                    _at++;
                return decimal.Parse(_text.AsSpan(start, _at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        }
    }

    private char Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }
}
