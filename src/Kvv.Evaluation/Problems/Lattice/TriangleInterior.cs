namespace Kvv.Evaluation.Problems.Lattice;

/// <summary>Lattice points inside a triangle.</summary>
internal sealed class TriangleInterior : ProblemFamily<TriangleInterior.Case>
{
    internal readonly record struct Case(int Ax, int Ay, int Bx, int By, int Cx, int Cy);

    public override string Id => "triangle-interior";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        var reach = difficulty.At(8, 15, 30);
        Case c;
        do
            c = new(dice.Between(0, reach), dice.Between(0, reach), dice.Between(0, reach), dice.Between(0, reach), dice.Between(0, reach), dice.Between(0, reach));
        while (Math.Abs(Doubled(c)) < reach);
        return c;
    }

    public override long Solve(Case c)
    {
        var boundary = Whole.Gcd(c.Ax - c.Bx, c.Ay - c.By) + Whole.Gcd(c.Bx - c.Cx, c.By - c.Cy) + Whole.Gcd(c.Cx - c.Ax, c.Cy - c.Ay);
        // Pick: area = interior + boundary/2 - 1.
        return (Math.Abs(Doubled(c)) - boundary + 2) / 2;
    }

    protected override string English(Case c) =>
        $"A triangle has the vertices ({c.Ax}, {c.Ay}), ({c.Bx}, {c.By}) and ({c.Cx}, {c.Cy}). How many points with integer coordinates lie strictly inside it?";

    protected override string Chinese(Case c) =>
        $"三角形的顶点为 ({c.Ax}, {c.Ay})、({c.Bx}, {c.By}) 和 ({c.Cx}, {c.Cy})。严格位于三角形内部的整点有多少个?";

    private static long Doubled(Case c) => ((long)(c.Bx - c.Ax) * (c.Cy - c.Ay)) - ((long)(c.Cx - c.Ax) * (c.By - c.Ay));
}
