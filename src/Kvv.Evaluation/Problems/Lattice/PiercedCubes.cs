namespace Kvv.Evaluation.Problems.Lattice;

/// <summary>Unit cubes that a diagonal passes through.</summary>
internal sealed class PiercedCubes : ProblemFamily<PiercedCubes.Case>
{
    internal readonly record struct Case(int X, int Y, int Z);

    public override string Id => "pierced-cubes";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(3, 6, 12), difficulty.At(6, 14, 40)), dice.Between(difficulty.At(3, 6, 12), difficulty.At(6, 15, 42)), dice.Between(difficulty.At(3, 6, 12), difficulty.At(6, 16, 45)));

    public override long Solve(Case c) => c.X + c.Y + c.Z - Whole.Gcd(c.X, c.Y) - Whole.Gcd(c.Y, c.Z) - Whole.Gcd(c.Z, c.X) + Whole.Gcd(Whole.Gcd(c.X, c.Y), c.Z);

    protected override string English(Case c) =>
        $"A box of size {c.X} by {c.Y} by {c.Z} is made of unit cubes. Through the interior of how many unit cubes does a space diagonal of the box pass?";

    protected override string Chinese(Case c) =>
        $"一个 {c.X} × {c.Y} × {c.Z} 的长方体由单位立方体组成。它的一条体对角线穿过多少个单位立方体的内部?";
}
