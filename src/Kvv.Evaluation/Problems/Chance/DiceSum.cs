namespace Kvv.Evaluation.Problems.Chance;

/// <summary>The probability of a sum of dice.</summary>
internal sealed class DiceSum : ProblemFamily<DiceSum.Case>
{
    internal readonly record struct Case(int Dice, int Sides, int Sum);

    public override string Id => "dice-sum";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        int count = difficulty.At(2, 3, 4), sides = dice.Pick(difficulty.At<int[]>([6, 8], [6, 8], [6, 8]));
        return new(count, sides, dice.Between(count + 1, (count * (sides + 1) / 2) + 1));
    }

    public override long Solve(Case c)
    {
        long ways = 0;
        for (var over = 0; c.Sum - c.Dice - (over * c.Sides) >= 0; over++)
            ways += (over % 2 == 0 ? 1 : -1) * Whole.Choose(c.Dice, over) * Whole.Choose(c.Sum - (over * c.Sides) - 1, c.Dice - 1);
        return Whole.ReducedSum(ways, Whole.Power(c.Sides, c.Dice));
    }

    protected override string English(Case c) =>
        $"{c.Dice} fair dice with {c.Sides} sides each (numbered from 1) are rolled. The probability that the numbers add up to {c.Sum} is m/n in lowest terms. Find m + n.";

    protected override string Chinese(Case c) =>
        $"掷 {c.Dice} 个公平的 {c.Sides} 面骰子(点数从 1 开始)。点数之和等于 {c.Sum} 的概率 为最简分数 m/n,求 m + n。";
}
