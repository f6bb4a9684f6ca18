namespace Kvv.Evaluation.Problems.Lattice;

/// <summary>Squares with corners on a grid, tilted ones included.</summary>
internal sealed class GridSquares : ProblemFamily<GridSquares.Case>
{
    internal readonly record struct Case(int Width, int Height);

    public override string Id => "grid-squares";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(2, 4, 6), difficulty.At(4, 6, 10)), dice.Between(difficulty.At(2, 4, 6), difficulty.At(4, 7, 11)));

    public override long Solve(Case c) => Enumerable.Range(1, Math.Min(c.Width, c.Height)).Sum(k => (long)k * (c.Width + 1 - k) * (c.Height + 1 - k));

    protected override string English(Case c) =>
        $"Consider the points (x, y) with integers 0 <= x <= {c.Width} and 0 <= y <= {c.Height}. How many squares have all four corners among these points? Squares whose sides are not parallel to the axes count as well.";

    protected override string Chinese(Case c) =>
        $"考虑满足 0 <= x <= {c.Width}、0 <= y <= {c.Height} 的所有整点 (x, y)。四个顶点都在这些点中的正方形有多少个?边不平行于坐标轴的正方形也计算在内。";
}
