namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Lattice paths around a blocked crossing.</summary>
internal sealed class AvoidingPaths : ProblemFamily<AvoidingPaths.Case>
{
    internal readonly record struct Case(int Right, int Up, int X, int Y);

    public override string Id => "avoiding-paths";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        int right = dice.Between(difficulty.At(3, 6, 9), difficulty.At(5, 8, 12)), up = dice.Between(difficulty.At(3, 5, 8), difficulty.At(5, 8, 12));
        return new(right, up, dice.Between(1, right - 1), dice.Between(1, up - 1));
    }

    public override long Solve(Case c) => Whole.Choose(c.Right + c.Up, c.Up) - (Whole.Choose(c.X + c.Y, c.Y) * Whole.Choose(c.Right - c.X + c.Up - c.Y, c.Up - c.Y));

    protected override string English(Case c) =>
        $"A path goes from (0, 0) to ({c.Right}, {c.Up}) by unit steps to the right or up. How many such paths do not pass through the point ({c.X}, {c.Y})?";

    protected override string Chinese(Case c) =>
        $"一条路径从 (0, 0) 出发,每步向右或向上走一个单位,到达 ({c.Right}, {c.Up})。不经过点 ({c.X}, {c.Y}) 的路径有多少条?";
}
