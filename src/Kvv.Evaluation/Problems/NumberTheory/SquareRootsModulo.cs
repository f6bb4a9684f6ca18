namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>How many residues have a given square.</summary>
internal sealed class SquareRootsModulo : ProblemFamily<SquareRootsModulo.Case>
{
    internal readonly record struct Case(long Modulus, long Square);

    public override string Id => "square-roots-modulo";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        var modulus = dice.Pick(difficulty.At<long[]>([15, 21, 33, 35], [105, 165, 195, 231], [1155, 1365, 2145, 3003]));
        long root = dice.Between(2, (int)modulus - 2);
        return new(modulus, root * root % modulus);
    }

    public override long Solve(Case c)
    {
        long count = 1;
        foreach (var (prime, _) in Whole.Factors(c.Modulus))
            count *= c.Square % prime == 0 ? 1 : Whole.PowerMod(c.Square, (prime - 1) / 2, prime) == 1 ? 2 : 0;
        return count;
    }

    protected override string English(Case c) =>
        $"How many integers x with 0 <= x < {c.Modulus} satisfy that x^2 - {c.Square} is divisible by {c.Modulus}?";

    protected override string Chinese(Case c) =>
        $"满足 0 <= x < {c.Modulus} 且 x^2 - {c.Square} 能被 {c.Modulus} 整除的整数 x 有多少个?";
}
