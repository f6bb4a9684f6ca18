namespace Kvv.Evaluation.Problems.Sequences;

/// <summary>The sum of the multiples of either of two numbers.</summary>
internal sealed class MultiplesSum : ProblemFamily<MultiplesSum.Case>
{
    internal readonly record struct Case(long Bound, long First, long Second);

    public override string Id => "multiples-sum";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        long first = dice.Between(3, difficulty.At(7, 12, 20)), second;
        do
            second = dice.Between(4, difficulty.At(9, 18, 30));
        while (second % first == 0 || first % second == 0);
        return new(dice.Between(difficulty.At(50, 300, 2000), difficulty.At(150, 2000, 9999)), first, second);
    }

    public override long Solve(Case c)
    {
        return Sum(c.First) + Sum(c.Second) - Sum(c.First * c.Second / Whole.Gcd(c.First, c.Second));

        long Sum(long step) => step * (c.Bound / step) * ((c.Bound / step) + 1) / 2;
    }

    protected override string English(Case c) =>
        $"Find the sum of all positive integers not greater than {c.Bound} that are divisible by {c.First} or by {c.Second} (or by both).";

    protected override string Chinese(Case c) =>
        $"求不超过 {c.Bound} 的正整数中,能被 {c.First} 或 {c.Second} 整除(或能被两者整除)的所有数之和。";
}
