namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>How many amounts two coins cannot pay.</summary>
internal sealed class UnpayableAmounts : ProblemFamily<UnpayableAmounts.Case>
{
    internal readonly record struct Case(long First, long Second);

    public override string Id => "unpayable-amounts";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        long first = dice.Between(difficulty.At(3, 8, 20), difficulty.At(8, 20, 60)), second;
        do
            second = dice.Between(difficulty.At(4, 9, 21), difficulty.At(13, 35, 99));
        while (Whole.Gcd(first, second) != 1);
        return new(first, second);
    }

    public override long Solve(Case c) => (c.First - 1) * (c.Second - 1) / 2;

    protected override string English(Case c) =>
        $"There are only coins worth {c.First} and {c.Second} units, any number of each. How many positive whole amounts cannot be paid exactly?";

    protected override string Chinese(Case c) =>
        $"只有面值为 {c.First} 和 {c.Second} 的硬币,数量不限。有多少个正整数金额无法恰好付出?";
}
