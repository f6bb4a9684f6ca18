namespace Kvv.Evaluation.Problems.Sequences;

/// <summary>A sum of whole parts.</summary>
internal sealed class FloorSum : ProblemFamily<FloorSum.Case>
{
    internal readonly record struct Case(long Terms, long Numerator, long Denominator);

    public override string Id => "floor-sum";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        long denominator = dice.Between(difficulty.At(5, 11, 23), difficulty.At(11, 23, 71));
        return new(dice.Between(difficulty.At(10, 40, 150), difficulty.At(40, 150, 600)), dice.Between(2, (int)denominator - 1), denominator);
    }

    public override long Solve(Case c)
    {
        return Below(c.Terms + 1, c.Denominator, c.Numerator, 0);

        // The sum of floor((a i + b)/m) for i from 0 to n - 1, by exchanging the axes as in Euclid's algorithm.
        static long Below(long n, long m, long a, long b)
        {
            if (n == 0)
                return 0;
            var whole = (n * (n - 1) / 2 * (a / m)) + (n * (b / m));
            (a, b) = (a % m, b % m);
            var top = (a * n) + b;
            return a == 0 || top < m ? whole : whole + Below(top / m, a, m, top % m);
        }
    }

    protected override string English(Case c) =>
        $"For a real number t let floor(t) be the greatest integer not exceeding t. Find the sum of floor({c.Numerator}k/{c.Denominator}) over all integers k from 1 to {c.Terms}.";

    protected override string Chinese(Case c) =>
        $"对实数 t,记 floor(t) 为不超过 t 的最大整数。求 floor({c.Numerator}k/{c.Denominator}) 当 k 取遍 1 到 {c.Terms} 的所有整数时之和。";
}
