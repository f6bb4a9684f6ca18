namespace Kvv.Evaluation.Problems.Lattice;

/// <summary>Points of a grid that can be seen from its corner.</summary>
internal sealed class VisiblePoints : ProblemFamily<VisiblePoints.Case>
{
    internal readonly record struct Case(int Width, int Height);

    public override string Id => "visible-points";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(5, 10, 20), difficulty.At(10, 20, 45)), dice.Between(difficulty.At(5, 10, 20), difficulty.At(10, 20, 45)));

    public override long Solve(Case c)
    {
        long points = 0;
        for (var d = 1; d <= Math.Min(c.Width, c.Height); d++)
            points += Whole.Moebius(d) * (c.Width / d) * (c.Height / d);
        return points;
    }

    protected override string English(Case c) =>
        $"A point (x, y) with integers 1 <= x <= {c.Width} and 1 <= y <= {c.Height} is visible if no other point with integer coordinates lies on the segment between it and (0, 0). How many of these points are visible?";

    protected override string Chinese(Case c) =>
        $"对整点 (x, y)(1 <= x <= {c.Width},1 <= y <= {c.Height}),若它与 (0, 0) 之间的线段上没有其他整点,则称它可见。这些点中可见的有多少个?";
}
