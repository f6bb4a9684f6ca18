namespace Kvv.Evaluation.Problems.Lattice;

/// <summary>Lattice points in a disc.</summary>
internal sealed class CirclePoints : ProblemFamily<CirclePoints.Case>
{
    internal readonly record struct Case(int Square);

    public override string Id => "circle-points";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(10, 40, 150), difficulty.At(40, 150, 600)));

    public override long Solve(Case c)
    {
        long points = 0;
        for (var x = 0; x * x <= c.Square; x++)
            points += (x == 0 ? 1 : 2) * ((2 * Whole.Root(c.Square - (x * x))) + 1);
        return points;
    }

    protected override string English(Case c) =>
        $"How many points (x, y) with integer coordinates satisfy x^2 + y^2 <= {c.Square}?";

    protected override string Chinese(Case c) =>
        $"满足 x^2 + y^2 <= {c.Square} 的整点 (x, y) 有多少个?";
}
