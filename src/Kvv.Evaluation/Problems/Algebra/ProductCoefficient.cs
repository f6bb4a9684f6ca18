namespace Kvv.Evaluation.Problems.Algebra;

/// <summary>A coefficient of a product of two powers.</summary>
internal sealed class ProductCoefficient : ProblemFamily<ProductCoefficient.Case>
{
    internal readonly record struct Case(long A, int N, long B, int M, int Term);

    public override string Id => "product-coefficient";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        int n = dice.Between(difficulty.At(2, 4, 5), difficulty.At(4, 6, 8)), m = dice.Between(difficulty.At(2, 3, 5), difficulty.At(3, 5, 8));
        return new(dice.NonZero(3), n, dice.NonZero(3), m, dice.Between(1, n + m - 1));
    }

    public override long Solve(Case c)
    {
        long sum = 0;
        for (var k = Math.Max(0, c.Term - c.M); k <= Math.Min(c.N, c.Term); k++)
            sum += Whole.Choose(c.N, k) * Whole.Power(c.A, k) * Whole.Choose(c.M, c.Term - k) * Whole.Power(c.B, c.Term - k);
        return sum;
    }

    protected override string English(Case c) =>
        $"Find the coefficient of x^{c.Term} in the expansion of ({PolynomialText.Of(c.A, 1)})^{c.N} ({PolynomialText.Of(c.B, 1)})^{c.M}.";

    protected override string Chinese(Case c) =>
        $"求 ({PolynomialText.Of(c.A, 1)})^{c.N} ({PolynomialText.Of(c.B, 1)})^{c.M} 展开式中 x^{c.Term} 的系数。";
}
