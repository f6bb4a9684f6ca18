using System.Numerics;

namespace Kvv.Evaluation.Problems;

/// <summary>Arithmetic of whole numbers that several families share. Overflow throws.</summary>
internal static class Whole
{
    public static long Power(long number, int exponent)
    {
        long power = 1;
        for (var i = 0; i < exponent; i++)
            power = checked(power * number);
        return power;
    }

    public static long PowerMod(long number, long exponent, long modulus) => (long)BigInteger.ModPow(number, exponent, modulus);

    public static long Gcd(long a, long b) => (long)BigInteger.GreatestCommonDivisor(a, b);

    /// <summary>The inverse modulo a number coprime to it, by the extended algorithm of Euclid.</summary>
    public static long Inverse(long number, long modulus)
    {
        long a = number, b = modulus, x = 1, y = 0;
        while (b != 0)
            (a, b, x, y) = (b, a % b, y, x - (a / b * y));
        return ((x % modulus) + modulus) % modulus;
    }

    /// <summary>Binomial coefficient; 0 outside the triangle.</summary>
    public static long Choose(int n, int k)
    {
        if (k < 0 || k > n)
            return 0;
        long ways = 1;
        for (var i = 1; i <= Math.Min(k, n - k); i++)
            ways = checked(ways * (n - i + 1)) / i;
        return ways;
    }

    /// <summary>Prime factors with their exponents, ascending.</summary>
    public static IReadOnlyList<(long Prime, int Exponent)> Factors(long number)
    {
        var factors = new List<(long, int)>();
        for (long prime = 2; number > 1; prime = prime * prime > number ? number : prime + 1)
        {
            var exponent = 0;
            for (; number % prime == 0; number /= prime)
                exponent++;
            if (exponent > 0)
                factors.Add((prime, exponent));
        }

        return factors;
    }

    /// <summary>All positive divisors, ascending.</summary>
    public static IReadOnlyList<long> Divisors(long number)
    {
        List<long> divisors = [1];
        foreach (var (prime, exponent) in Factors(number))
            divisors = [.. Enumerable.Range(0, exponent + 1).SelectMany(e => divisors.Select(d => d * Power(prime, e)))];
        divisors.Sort();
        return divisors;
    }

    public static long Totient(long number) => Factors(number).Aggregate(number, (rest, f) => rest / f.Prime * (f.Prime - 1));

    public static int Moebius(long number) => Factors(number) is var factors && factors.Any(f => f.Exponent > 1) ? 0 : factors.Count % 2 == 0 ? 1 : -1;

    /// <summary>The whole part of the square root.</summary>
    public static long Root(long number)
    {
        var root = (long)Math.Sqrt(number);
        while (root * root > number)
            root--;
        while ((root + 1) * (root + 1) <= number)
            root++;
        return root;
    }

    /// <summary>Numerator plus denominator of a fraction in lowest terms.</summary>
    public static long ReducedSum(long numerator, long denominator) => (numerator + denominator) / Gcd(numerator, denominator);
}
