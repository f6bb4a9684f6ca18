namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>The number of divisors of a number with small prime factors.</summary>
internal sealed class DivisorCount : ProblemFamily<DivisorCount.Case>
{
    internal readonly record struct Case(long Number);

    public override string Id => "divisor-count";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        long number = 1;
        foreach (var prime in (long[])[2, 3, 5, 7])
            number *= Whole.Power(prime, dice.Between(prime < 5 ? 1 : 0, Math.Max(1, difficulty.At(2, 3, 4) - (prime > 2 ? 1 : 0) - (prime > 3 ? 1 : 0))));
        return new(number * dice.Pick(difficulty.At<long[]>([1, 11], [11, 13], [13, 17, 19])));
    }

    public override long Solve(Case c)
    {
        long count = 1;
        foreach (var (_, exponent) in Whole.Factors(c.Number))
            count *= exponent + 1;
        return count;
    }

    protected override string English(Case c) =>
        $"How many positive divisors does {c.Number} have?";

    protected override string Chinese(Case c) =>
        $"{c.Number} 有多少个正因数?";
}
