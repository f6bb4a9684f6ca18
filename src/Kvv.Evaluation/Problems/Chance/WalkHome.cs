namespace Kvv.Evaluation.Problems.Chance;

/// <summary>The probability that a random walk in the plane returns.</summary>
internal sealed class WalkHome : ProblemFamily<WalkHome.Case>
{
    internal readonly record struct Case(int Steps, int Bias);

    public override string Id => "walk-home";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(2 * dice.Between(1, difficulty.At(2, 3, 4)), dice.Between(0, difficulty.At(1, 1, 2)) * 2);

    public override long Solve(Case c)
    {
        // Along the two diagonals the walk is two independent walks on a line.
        var up = (c.Steps + c.Bias) / 2;
        return c.Bias > c.Steps ? 1 : Whole.ReducedSum(Whole.Choose(c.Steps, up) * Whole.Choose(c.Steps, up), Whole.Power(4, c.Steps));
    }

    protected override string English(Case c) =>
        $"An ant starts at (0, 0) and makes {c.Steps} steps; each step goes one unit up, down, left or right, all four with equal probability. The probability that it ends at the point ({c.Bias}, 0) is m/n in lowest terms. Find m + n.";

    protected override string Chinese(Case c) =>
        $"一只蚂蚁从 (0, 0) 出发走 {c.Steps} 步,每步等概率地向上、下、左或右走一个单位。最后停在点 ({c.Bias}, 0) 的概率 为最简分数 m/n,求 m + n。";
}
