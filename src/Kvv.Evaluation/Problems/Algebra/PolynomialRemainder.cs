namespace Kvv.Evaluation.Problems.Algebra;

/// <summary>The remainder of a power of x, at a point.</summary>
internal sealed class PolynomialRemainder : ProblemFamily<PolynomialRemainder.Case>
{
    internal readonly record struct Case(int Power, long A, long B, long Point);

    public override string Id => "polynomial-remainder";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        int a = dice.Between(-3, 3), b;
        do
            b = dice.Between(-3, 4);
        while (b == a);
        return new(dice.Between(difficulty.At(4, 7, 10), difficulty.At(6, 10, 15)), a, b, dice.Between(2, 9));
    }

    public override long Solve(Case c) => ((Whole.Power(c.A, c.Power) * (c.Point - c.B)) - (Whole.Power(c.B, c.Power) * (c.Point - c.A))) / (c.A - c.B);

    protected override string English(Case c) =>
        $"Let R(x) be the remainder when x^{c.Power} is divided by {PolynomialText.Of(1, -(c.A + c.B), c.A * c.B)}. Find R({c.Point}).";

    protected override string Chinese(Case c) =>
        $"设 R(x) 为 x^{c.Power} 除以 {PolynomialText.Of(1, -(c.A + c.B), c.A * c.B)} 的余式。求 R({c.Point})。";
}
