using System.Numerics;

namespace Kvv.Evaluation.Scorers.Exact;

/// <summary>An exact fraction in lowest terms with a positive denominator.</summary>
internal readonly record struct Rational
{
    private Rational(BigInteger numerator, BigInteger denominator) => (Numerator, Denominator) = (numerator, denominator);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    /// <summary>The fraction, or <see langword="null"/> for a denominator of 0 or numbers of more than 4096 bits.</summary>
    public static Rational? Of(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero || numerator.GetBitLength() > 4096 || denominator.GetBitLength() > 4096)
            return null;
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return new(numerator / divisor, denominator / divisor);
    }

    public static Rational Of(BigInteger whole) => new(whole, BigInteger.One);

    public Rational? Plus(Rational other) => Of((Numerator * other.Denominator) + (other.Numerator * Denominator), Denominator * other.Denominator);

    public Rational? Times(Rational other) => Of(Numerator * other.Numerator, Denominator * other.Denominator);

    public Rational? Over(Rational other) => Of(Numerator * other.Denominator, Denominator * other.Numerator);

    public Rational Negated() => new(-Numerator, Denominator);

    /// <summary>A whole power, or <see langword="null"/> when it is no whole or too large a power.</summary>
    public Rational? Power(Rational exponent)
    {
        if (!exponent.Denominator.IsOne || BigInteger.Abs(exponent.Numerator) > 512)
            return null;
        var n = (int)exponent.Numerator;
        // The size is known before anything is multiplied out.
        if (Math.Max(BigInteger.Abs(Numerator).GetBitLength(), Denominator.GetBitLength()) * Math.Abs(n) > 4096)
            return null;
        var (top, bottom) = (BigInteger.Pow(Numerator, Math.Abs(n)), BigInteger.Pow(Denominator, Math.Abs(n)));
        return n < 0 ? Of(bottom, top) : Of(top, bottom);
    }

    /// <summary>The square root of a square, or <see langword="null"/>.</summary>
    public Rational? Root() => Root(Numerator) is { } top && Root(Denominator) is { } bottom ? Of(top, bottom) : null;

    private static BigInteger? Root(BigInteger number)
    {
        if (number.Sign < 0)
            return null;
        if (number.IsZero)
            return number;
        var guess = BigInteger.One << (int)((number.GetBitLength() + 1) / 2);
        for (var next = (guess + (number / guess)) >> 1; next < guess; next = (guess + (number / guess)) >> 1)
            guess = next;
        return guess * guess == number ? guess : null;
    }
}
