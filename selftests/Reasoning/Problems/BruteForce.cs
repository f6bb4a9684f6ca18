using Kvv.Evaluation.Problems;

namespace Kvv.SelfTests.Reasoning.Problems;

/// <summary>A family beside a second way to its answers that tries everything.</summary>
internal sealed record BruteForce(string Family, Func<ProblemDice, Difficulty, (string Case, long Solved, long Counted)> Compare)
{
    public static BruteForce Of<TCase>(ProblemFamily<TCase> family, Func<TCase, long> count)
        where TCase : struct => new(family.Id, (dice, difficulty) =>
        {
            var c = family.Draw(dice, difficulty);
            return (c.ToString()!, family.Solve(c), count(c));
        });

    public override string ToString() => Family;

    /// <summary>How many of the numbers from low to high, both included, fulfil a condition.</summary>
    public static long Count(long low, long high, Func<long, bool> condition)
    {
        long count = 0;
        for (var n = low; n <= high; n++)
            count += condition(n) ? 1 : 0;
        return count;
    }

    /// <summary>How many words of a length over the letters 0 to letters - 1 fulfil a condition.</summary>
    public static long Words(int length, int letters, Func<int[], bool> condition)
    {
        var word = new int[length];
        long count = 0;
        while (true)
        {
            count += condition(word) ? 1 : 0;
            var place = 0;
            while (place < length && ++word[place] == letters)
                word[place++] = 0;
            if (place == length)
                return count;
        }
    }

    /// <summary>The sum of numerator and denominator in lowest terms, by trying every common divisor.</summary>
    public static long Lowest(long numerator, long denominator)
    {
        for (long d = 2; d <= Math.Min(numerator, denominator);)
        {
            if (numerator % d == 0 && denominator % d == 0)
                (numerator, denominator) = (numerator / d, denominator / d);
            else
                d++;
        }

        return numerator == 0 ? 1 : numerator + denominator;
    }

    public static long Gcd(long a, long b)
    {
        for (var d = Math.Max(Math.Abs(a), Math.Abs(b)); d > 0; d--)
        {
            if (a % d == 0 && b % d == 0)
                return d;
        }

        return 0;
    }
}
