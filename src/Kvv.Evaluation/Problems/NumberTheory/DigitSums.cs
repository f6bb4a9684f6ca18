namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>How many numbers of at most so many digits have a given digit sum.</summary>
internal sealed class DigitSums : ProblemFamily<DigitSums.Case>
{
    internal readonly record struct Case(int Digits, int Sum);

    public override string Id => "digit-sums";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(difficulty.At(3, 4, 5), dice.Between(5, difficulty.At(20, 28, 36)));

    public override long Solve(Case c)
    {
        long count = 0;
        for (var over = 0; over <= c.Digits && c.Sum - (10 * over) >= 0; over++)
            count += (over % 2 == 0 ? 1 : -1) * Whole.Choose(c.Digits, over) * Whole.Choose(c.Sum - (10 * over) + c.Digits - 1, c.Digits - 1);
        return count;
    }

    protected override string English(Case c) =>
        $"How many positive integers with at most {c.Digits} digits have digit sum {c.Sum}?";

    protected override string Chinese(Case c) =>
        $"位数不超过 {c.Digits} 的正整数中,各位数字之和等于 {c.Sum} 的有多少个?";
}
