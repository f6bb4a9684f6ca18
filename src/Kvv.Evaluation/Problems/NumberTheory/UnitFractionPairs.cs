namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>How many ways a unit fraction is the sum of two.</summary>
internal sealed class UnitFractionPairs : ProblemFamily<UnitFractionPairs.Case>
{
    internal readonly record struct Case(long Number);

    public override string Id => "unit-fraction-pairs";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(Whole.Power(2, dice.Between(1, difficulty.At(2, 3, 4))) * Whole.Power(3, dice.Between(0, difficulty.At(1, 2, 2))) * dice.Pick(difficulty.At<long[]>([1, 5], [5, 7, 11], [35, 55, 77])));

    public override long Solve(Case c)
    {
        long pairs = 1;
        foreach (var (_, exponent) in Whole.Factors(c.Number))
            pairs *= (2 * exponent) + 1;
        return pairs;
    }

    protected override string English(Case c) =>
        $"How many ordered pairs (x, y) of positive integers satisfy 1/x + 1/y = 1/{c.Number}?";

    protected override string Chinese(Case c) =>
        $"满足 1/x + 1/y = 1/{c.Number} 的正整数有序对 (x, y) 有多少个?";
}
