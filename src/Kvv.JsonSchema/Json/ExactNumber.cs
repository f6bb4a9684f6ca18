using System.Globalization;
using System.Numerics;
using System.Text;

namespace Kvv.Schemas;

/// <summary>
/// A JSON number without rounding: <c>mantissa × 10^exponent</c>, the mantissa free of trailing zeros, so that equal values have
/// one form (1, 1.0 and 10e-1 are the same number). Comparison works on digits and exponents and never expands a power of ten,
/// so <c>1e999999999</c> costs no more than <c>1</c>.
/// </summary>
internal readonly struct ExactNumber : IEquatable<ExactNumber>, IComparable<ExactNumber>
{
    private const int MaxSmallDigits = 18;
    private const int MaxSmallExponent = 1_000_000;

    private readonly long _mantissa;
    private readonly int _exponent;
    private readonly LongDecimal? _long;

    private ExactNumber(long mantissa, int exponent)
    {
        _mantissa = mantissa;
        _exponent = exponent;
    }

    private ExactNumber(LongDecimal value) => _long = value;

    /// <summary>The number zero.</summary>
    public static ExactNumber Zero => default;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _long is { } big ? (big.IsNegative ? -1 : 1) : Math.Sign(_mantissa);

    /// <summary>Whether the value is a mathematical integer (2020-12 Validation 6.1.1: 1.0 is one).</summary>
    public bool IsInteger => _long is { } big ? big.Exponent.Sign >= 0 : _mantissa == 0 || _exponent >= 0;

    /// <summary>Digits of the mantissa plus its exponent: the value is below 10 to that power.</summary>
    public BigInteger Magnitude => _long is { } big ? big.Digits.Length + big.Exponent : _exponent + DigitCount(_mantissa);

    /// <summary>Reads the text of a JSON number.</summary>
    /// <param name="text">A number as RFC 8259 spells it; the caller has checked the grammar.</param>
    public static ExactNumber Parse(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        var position = negative ? 1 : 0;
        long mantissa = 0;
        var digits = 0;
        var afterPoint = 0;
        var pointSeen = false;
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '.')
            {
                pointSeen = true;
                continue;
            }

            if (c is < (byte)'0' or > (byte)'9')
                break;
            if (pointSeen)
                afterPoint++;
            if (digits > 0 || c != '0')
            {
                if (++digits > MaxSmallDigits)
                    return ParseLong(text);
                mantissa = mantissa * 10 + (c - '0');
            }
        }

        long exponent = 0;
        if (position < text.Length)
        {
            var exponentText = text[(position + 1)..];
            if (exponentText.Length > 8)
                return ParseLong(text);
            exponent = int.Parse(exponentText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }

        return FromParts(negative ? -mantissa : mantissa, exponent - afterPoint);
    }

    /// <summary>Reads the text of a JSON number.</summary>
    /// <param name="text">A number as RFC 8259 spells it.</param>
    public static ExactNumber Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    /// <summary>The number <c>mantissa × 10^exponent</c>.</summary>
    public static ExactNumber FromParts(BigInteger mantissa, BigInteger exponent)
    {
        if (mantissa.IsZero)
            return Zero;
        var digits = BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture);
        return FromDigits(mantissa.Sign < 0, digits, exponent);
    }

    /// <inheritdoc />
    public int CompareTo(ExactNumber other)
    {
        var sign = Sign;
        if (sign != other.Sign)
            return sign.CompareTo(other.Sign);
        if (_long is null && other._long is null)
        {
            var difference = _exponent - other._exponent;
            if (difference == 0)
                return _mantissa.CompareTo(other._mantissa);
            if (Math.Abs(difference) <= MaxSmallDigits)
            {
                return difference > 0
                    ? ((Int128)_mantissa * PowerOfTen(difference)).CompareTo(other._mantissa)
                    : ((Int128)_mantissa).CompareTo((Int128)other._mantissa * PowerOfTen(-difference));
            }
        }

        if (sign == 0)
            return 0;
        var byMagnitude = Magnitude.CompareTo(other.Magnitude);
        // Digit strings start with a non-zero digit and end with one, so at equal magnitude the ordinal order is the numeric one.
        var order = byMagnitude != 0 ? byMagnitude : string.CompareOrdinal(Digits, other.Digits);
        return sign > 0 ? order : -order;
    }

    /// <summary>Whether this number divided by a divisor is an integer. Exact for every size of exponent.</summary>
    /// <param name="divisor">A number above zero.</param>
    public bool IsMultipleOf(ExactNumber divisor)
    {
        if (Sign == 0)
            return true;
        var shift = Exponent - divisor.Exponent;
        if (shift.Sign < 0)
            return false; // The mantissa ends in a non-zero digit, so it carries no further factor of ten.
        var factor = BigInteger.Abs(divisor.Mantissa);
        if (factor.IsOne)
            return true;
        // Powers of two and five beyond the divisor's bit length cannot add a factor it still lacks.
        shift = BigInteger.Min(shift, factor.GetBitLength());
        var remainder = BigInteger.Abs(Mantissa) % factor * BigInteger.ModPow(10, shift, factor) % factor;
        return remainder.IsZero;
    }

    /// <summary>The signed digits of the value without trailing zeros, as an integer.</summary>
    public BigInteger Mantissa => _long is { } big
        ? (big.IsNegative ? -1 : 1) * BigInteger.Parse(big.Digits, NumberStyles.None, CultureInfo.InvariantCulture)
        : _mantissa;

    /// <summary>The power of ten that <see cref="Mantissa"/> is multiplied by.</summary>
    public BigInteger Exponent => _long is { } big ? big.Exponent : _exponent;

    /// <inheritdoc />
    public bool Equals(ExactNumber other) =>
        _mantissa == other._mantissa && _exponent == other._exponent && Equals(_long, other._long);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ExactNumber other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_mantissa, _exponent, _long);

    /// <summary>A JSON number of this value: plain digits where that stays below 40 characters, else with an exponent.</summary>
    public override string ToString()
    {
        var digits = Digits;
        var minus = Sign < 0 ? "-" : "";
        var exponent = Exponent;
        if (exponent.Sign >= 0 && exponent + digits.Length <= 40)
            return minus + digits + new string('0', Sign == 0 ? 0 : (int)exponent);
        if (exponent.Sign < 0 && exponent >= -30 && digits.Length <= 40)
        {
            var fraction = (int)-exponent;
            var padded = digits.PadLeft(fraction + 1, '0');
            return $"{minus}{padded[..^fraction]}.{padded[^fraction..]}";
        }

        return $"{minus}{digits}e{exponent.ToString(CultureInfo.InvariantCulture)}";
    }

    private string Digits => _long?.Digits ?? Math.Abs(_mantissa).ToString(CultureInfo.InvariantCulture);

    private static int DigitCount(long value)
    {
        var count = 0;
        for (var rest = Math.Abs(value); rest > 0; rest /= 10)
            count++;
        return count;
    }

    private static Int128 PowerOfTen(int power)
    {
        Int128 result = 1;
        for (var i = 0; i < power; i++)
            result *= 10;
        return result;
    }

    private static ExactNumber FromParts(long mantissa, long exponent)
    {
        if (mantissa == 0)
            return Zero;
        while (mantissa % 10 == 0)
        {
            mantissa /= 10;
            exponent++;
        }

        return Math.Abs(exponent) <= MaxSmallExponent
            ? new(mantissa, (int)exponent)
            : new(new LongDecimal(mantissa < 0, Math.Abs(mantissa).ToString(CultureInfo.InvariantCulture), exponent));
    }

    private static ExactNumber FromDigits(bool negative, string digits, BigInteger exponent)
    {
        var trimmed = digits.TrimEnd('0');
        exponent += digits.Length - trimmed.Length;
        trimmed = trimmed.TrimStart('0');
        if (trimmed.Length == 0)
            return Zero;
        if (trimmed.Length <= MaxSmallDigits && BigInteger.Abs(exponent) <= MaxSmallExponent)
        {
            var mantissa = long.Parse(trimmed, CultureInfo.InvariantCulture);
            return new(negative ? -mantissa : mantissa, (int)exponent);
        }

        return new(new LongDecimal(negative, trimmed, exponent));
    }

    private static ExactNumber ParseLong(ReadOnlySpan<byte> text)
    {
        var negative = text[0] == '-';
        var unsigned = Encoding.ASCII.GetString(negative ? text[1..] : text);
        var mark = unsigned.AsSpan().IndexOfAny('e', 'E');
        var exponent = mark < 0
            ? BigInteger.Zero
            : BigInteger.Parse(unsigned.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var number = mark < 0 ? unsigned : unsigned[..mark];
        var point = number.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return FromDigits(negative, number, exponent);
        return FromDigits(negative, number.Remove(point, 1), exponent - (number.Length - point - 1));
    }

    private sealed record LongDecimal(bool IsNegative, string Digits, BigInteger Exponent);
}
