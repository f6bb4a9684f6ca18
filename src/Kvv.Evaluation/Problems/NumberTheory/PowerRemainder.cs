namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>The remainder of a large power.</summary>
internal sealed class PowerRemainder : ProblemFamily<PowerRemainder.Case>
{
    internal readonly record struct Case(long Base, long Exponent, long Modulus);

    public override string Id => "power-remainder";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(2, difficulty.At(9, 30, 60)), dice.Between(difficulty.At(10, 200, 5000), difficulty.At(60, 2000, 50000)), dice.Between(difficulty.At(7, 50, 200), difficulty.At(30, 200, 1000)));

    public override long Solve(Case c) => Whole.PowerMod(c.Base, c.Exponent, c.Modulus);

    protected override string English(Case c) =>
        $"Find the remainder when {c.Base}^{c.Exponent} is divided by {c.Modulus}.";

    protected override string Chinese(Case c) =>
        $"求 {c.Base}^{c.Exponent} 除以 {c.Modulus} 的余数。";
}
