namespace Kvv.Evaluation.Problems.Lattice;

/// <summary>Lattice points of an octahedron.</summary>
internal sealed class OctahedronPoints : ProblemFamily<OctahedronPoints.Case>
{
    internal readonly record struct Case(int Radius);

    public override string Id => "octahedron-points";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(2, 7, 15), difficulty.At(8, 15, 40)));

    public override long Solve(Case c) => ((2L * c.Radius) + 1) * ((2L * c.Radius * c.Radius) + (2L * c.Radius) + 3) / 3;

    protected override string English(Case c) =>
        $"How many triples (x, y, z) of integers satisfy |x| + |y| + |z| <= {c.Radius}?";

    protected override string Chinese(Case c) =>
        $"满足 |x| + |y| + |z| <= {c.Radius} 的整数三元组 (x, y, z) 有多少个?";
}
