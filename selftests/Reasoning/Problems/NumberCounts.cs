using System.Numerics;
using Kvv.Evaluation.Problems.NumberTheory;
using Kvv.Evaluation.Problems.Sequences;
using static Kvv.SelfTests.Reasoning.Problems.BruteForce;

namespace Kvv.SelfTests.Reasoning.Problems;

/// <summary>Number theory and sequences by trying everything.</summary>
internal static class NumberCounts
{
    public static IReadOnlyList<BruteForce> All { get; } =
    [
        Of(new DivisorCount(), c => Count(1, c.Number, d => c.Number % d == 0)),
        Of(new PowerRemainder(), c =>
        {
            long rest = 1;
            for (long i = 0; i < c.Exponent; i++)
                rest = rest * c.Base % c.Modulus;
            return rest;
        }),
        Of(new SimultaneousRemainders(), c =>
        {
            long n = 1;
            while (n % c.P != c.A || n % c.Q != c.B || n % c.R != c.C)
                n++;
            return n;
        }),
        Of(new CoprimeCount(), c => Count(1, c.Bound, n => Gcd(n % c.Number, c.Number) == 1)),
        Of(new FactorialZeros(), c =>
        {
            var factorial = Enumerable.Range(1, (int)c.Number).Aggregate(BigInteger.One, (p, n) => p * n);
            long zeros = 0;
            for (; factorial % c.Base == 0; factorial /= c.Base)
                zeros++;
            return zeros;
        }),
        Of(new DigitSums(), c => Count(1, (long)Math.Pow(10, c.Digits) - 1, n => $"{n}".Sum(d => d - '0') == c.Sum)),
        Of(new MultiplicativeOrder(), c =>
        {
            long order = 1;
            for (var power = c.Number % c.Modulus; power != 1; power = power * c.Number % c.Modulus)
                order++;
            return order;
        }),
        Of(new UnpayableAmounts(), c => Count(1, c.First * c.Second, n => !Enumerable.Range(0, (int)(n / c.First) + 1).Any(k => (n - (k * c.First)) % c.Second == 0))),
        Of(new SquareRootsModulo(), c => Count(0, c.Modulus - 1, x => ((x * x) - c.Square) % c.Modulus == 0)),
        Of(new DivisorGcdSum(), c => Enumerable.Range(1, (int)c.Number).Sum(k => Gcd(k, c.Number))),
        Of(new UnitFractionPairs(), c => Count(c.Number + 1, c.Number * (c.Number + 1), x => c.Number * x % (x - c.Number) == 0)),
        Of(new SquareDifferences(), c => Count(1, (c.Number + 1) / 2, x => IsPositiveSquare((x * x) - c.Number))),
        Of(new RecurrenceRemainder(), c =>
        {
            var (before, now) = (c.First, c.Second);
            for (var n = 3; n <= c.Index; n++)
                (before, now) = (now, ((c.P * now) + (c.Q * before)) % c.Modulus);
            return now % c.Modulus;
        }),
        Of(new MultiplesSum(), c => Enumerable.Range(1, (int)c.Bound).Where(n => n % c.First == 0 || n % c.Second == 0).Sum(n => (long)n)),
        Of(new DecimalPeriod(), c =>
        {
            // Long division, until a remainder comes again.
            var seen = new Dictionary<long, int>();
            long rest = 1;
            for (var step = 0; ; step++)
            {
                if (!seen.TryAdd(rest, step))
                    return step - seen[rest];
                rest = rest * 10 % c.Denominator;
            }
        }),
        Of(new FloorSum(), c => Enumerable.Range(1, (int)c.Terms).Sum(k => k * c.Numerator / c.Denominator)),
        Of(new LastSurvivor(), c =>
        {
            var circle = Enumerable.Range(1, c.People).ToList();
            for (var at = 0; circle.Count > 1;)
            {
                at = (at + c.Step - 1) % circle.Count;
                circle.RemoveAt(at);
            }

            return circle[0];
        }),
    ];

    private static bool IsPositiveSquare(long n)
    {
        var root = (long)Math.Round(Math.Sqrt(Math.Max(0, n)));
        return n > 0 && root * root == n;
    }
}
