namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>How many ways a number is the difference of two squares.</summary>
internal sealed class SquareDifferences : ProblemFamily<SquareDifferences.Case>
{
    internal readonly record struct Case(long Number);

    public override string Id => "square-differences";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Pick(difficulty.At<long[]>([45, 63, 96, 105], [240, 315, 360, 495], [1440, 1680, 2520, 3465])) * dice.Between(1, 3));

    public override long Solve(Case c) => Whole.Divisors(c.Number).LongCount(d => d * d < c.Number && (d + (c.Number / d)) % 2 == 0);

    protected override string English(Case c) =>
        $"How many pairs (x, y) of positive integers satisfy x^2 - y^2 = {c.Number}?";

    protected override string Chinese(Case c) =>
        $"满足 x^2 - y^2 = {c.Number} 的正整数对 (x, y) 有多少个?";
}
