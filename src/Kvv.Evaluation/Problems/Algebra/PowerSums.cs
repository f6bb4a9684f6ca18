namespace Kvv.Evaluation.Problems.Algebra;

/// <summary>A power sum of the roots of a cubic.</summary>
internal sealed class PowerSums : ProblemFamily<PowerSums.Case>
{
    internal readonly record struct Case(long E1, long E2, long E3, int Power);

    public override string Id => "power-sums";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(-4, 5), dice.Between(-5, 6), dice.NonZero(5), dice.Between(difficulty.At(2, 4, 6), difficulty.At(3, 5, 9)));

    public override long Solve(Case c)
    {
        // Newton: p_k = e1 p_(k-1) - e2 p_(k-2) + e3 p_(k-3).
        long[] sums = [3, c.E1, (c.E1 * c.E1) - (2 * c.E2)];
        for (var k = 3; k <= c.Power; k++)
            sums = [sums[1], sums[2], (c.E1 * sums[2]) - (c.E2 * sums[1]) + (c.E3 * sums[0])];
        return c.Power == 2 ? sums[2] : sums[^1];
    }

    protected override string English(Case c) =>
        $"Let r, s and t be the complex roots of {PolynomialText.Of(1, -c.E1, c.E2, -c.E3)} = 0. Find r^{c.Power} + s^{c.Power} + t^{c.Power}.";

    protected override string Chinese(Case c) =>
        $"设 r、s、t 为方程 {PolynomialText.Of(1, -c.E1, c.E2, -c.E3)} = 0 的三个复根。求 r^{c.Power} + s^{c.Power} + t^{c.Power}。";
}
