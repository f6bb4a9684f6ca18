using System.Numerics;

namespace Kvv.Schemas;

/// <summary>Numbers within the bounds of a shape, on the grid of its divisors, outward from the one nearest to zero.</summary>
internal sealed class NumberBuilder(Search search, Shape shape, bool isInteger)
{
    private const int MaxScale = 400;
    private const int MaxCandidates = 400;

    /// <summary>The candidates; lazy.</summary>
    public IEnumerable<ExactNumber> All()
    {
        var divisors = shape.Groups.Select(group => group.Facts.MultipleOf).OfType<ExactNumber>().ToList();
        if (isInteger)
            divisors.Add(ExactNumber.FromParts(1, 0));
        if (divisors.Count == 0)
            return Fractions();
        return OnGrid(divisors);
    }

    private IEnumerable<ExactNumber> OnGrid(List<ExactNumber> divisors)
    {
        // Everything is counted in units of 10^scale, small enough to make all divisors whole.
        var scale = divisors.Min(divisor => divisor.Exponent);
        if (scale < -MaxScale || divisors.Any(divisor => divisor.Exponent - scale > MaxScale))
        {
            search.Note("The divisors of a number lie too far apart.");
            yield break;
        }

        var step = divisors.Select(divisor => divisor.Mantissa * BigInteger.Pow(10, (int)(divisor.Exponent - scale)))
            .Aggregate(BigInteger.One, (a, b) => a / BigInteger.GreatestCommonDivisor(a, b) * b);
        BigInteger? least = null;
        BigInteger? most = null;
        if (shape.Lower is { } lower)
        {
            if (Units(lower.Bound, scale) is not { } units)
                yield break;
            least = Ceiling(units, step);
            if (lower.IsExclusive && units.IsWhole && least * step == units.Floor)
                least++;
        }

        if (shape.Upper is { } upper)
        {
            if (Units(upper.Bound, scale) is not { } units)
                yield break;
            most = Floor(units.Floor, step);
            if (upper.IsExclusive && units.IsWhole && most * step == units.Floor)
                most--;
        }

        if (least > most)
            yield break;
        foreach (var count in Outward(least, most))
            yield return ExactNumber.FromParts(count * step, scale);
        if (most is null || least is null || most - least >= MaxCandidates)
            search.Note("A number was sought among the nearest only.");
    }

    private IEnumerable<BigInteger> Outward(BigInteger? least, BigInteger? most)
    {
        var centre = BigInteger.Zero;
        if (least > 0)
            centre = least.Value;
        else if (most < 0)
            centre = most.Value;
        if (search.Random is { } random)
        {
            for (var i = 0; i < 6; i++)
            {
                var count = centre + random.Below(random.OneIn(3) ? 2001 : 41) - (random.OneIn(2) ? 20 : 0);
                if (!(count < least) && !(count > most))
                    yield return count;
            }

            if (random.OneIn(8) && least is { } first)
                yield return first;
            if (random.OneIn(8) && most is { } last)
                yield return last;
        }

        yield return centre;
        for (var distance = 1; distance <= MaxCandidates; distance++)
        {
            if (!(centre + distance > most))
                yield return centre + distance;
            if (!(centre - distance < least))
                yield return centre - distance;
        }
    }

    /// <summary>Numbers that need no grid: the bounds, what lies between them, and halves around a single bound or zero.</summary>
    private IEnumerable<ExactNumber> Fractions()
    {
        search.Note("Fractions were tried at a few places only.");
        if (shape.Lower is { } lower && shape.Upper is { } upper)
        {
            var scale = BigInteger.Min(lower.Bound.Exponent, upper.Bound.Exponent);
            if (scale < -MaxScale || BigInteger.Max(lower.Bound.Exponent, upper.Bound.Exponent) - scale > MaxScale)
                yield break;
            var (low, high) = (Units(lower.Bound, scale)!.Value.Floor, Units(upper.Bound, scale)!.Value.Floor);
            // Thousandths of the gap, odd ones first: 500, 499, 501, … so that integers are left early.
            for (var i = 0; i < 500; i++)
            {
                var part = search.Random?.Below(999) + 1 ?? 500 + ((i & 1) == 0 ? -(i / 2) : (i / 2) + 1);
                if (part is > 0 and < 1000)
                    yield return ExactNumber.FromParts((low * 1000) + ((high - low) * part), scale - 3);
            }

            yield return lower.Bound;
            yield return upper.Bound;
            yield break;
        }

        var start = shape.Lower?.Bound ?? shape.Upper?.Bound ?? ExactNumber.Zero;
        if (Units(start, -2) is not { } hundredths)
            yield break;
        var sign = shape.Upper is not null ? -1 : 1;
        for (var i = 0; i < MaxCandidates; i++)
        {
            var distance = search.Random?.Below(5000) + 1 ?? 50 + (100 * i) + (i % 7);
            yield return ExactNumber.FromParts(hundredths.Floor + (sign * distance), -2);
        }
    }

    private (BigInteger Floor, bool IsWhole)? Units(ExactNumber number, BigInteger scale)
    {
        var shift = number.Exponent - scale;
        if (shift > 4 * MaxScale || -shift > 4 * MaxScale)
        {
            search.Note("A bound of a number lies too far out.");
            return null;
        }

        if (shift.Sign >= 0)
            return (number.Mantissa * BigInteger.Pow(10, (int)shift), true);
        var power = BigInteger.Pow(10, (int)-shift);
        return (Floor(number.Mantissa, power), (number.Mantissa % power).IsZero);
    }

    private static BigInteger Floor(BigInteger value, BigInteger step)
    {
        var quotient = BigInteger.DivRem(value, step, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger Ceiling((BigInteger Floor, bool IsWhole) units, BigInteger step)
    {
        var floor = Floor(units.Floor, step);
        return floor * step == units.Floor && units.IsWhole ? floor : floor + 1;
    }
}
