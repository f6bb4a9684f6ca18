namespace Kvv.Evaluation.Problems.Chance;

/// <summary>The probability of a mixed draw from an urn.</summary>
internal sealed class UrnDraw : ProblemFamily<UrnDraw.Case>
{
    internal readonly record struct Case(int Red, int Blue, int Drawn, int Wanted);

    public override string Id => "urn-draw";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        int red = dice.Between(3, difficulty.At(4, 6, 8)), blue = dice.Between(3, difficulty.At(4, 6, 8)), drawn = dice.Between(2, difficulty.At(3, 4, 5));
        return new(red, blue, drawn, dice.Between(Math.Max(0, drawn - blue), Math.Min(drawn, red)));
    }

    public override long Solve(Case c) => Whole.ReducedSum(Whole.Choose(c.Red, c.Wanted) * Whole.Choose(c.Blue, c.Drawn - c.Wanted), Whole.Choose(c.Red + c.Blue, c.Drawn));

    protected override string English(Case c) =>
        $"An urn holds {c.Red} red and {c.Blue} blue balls. {c.Drawn} balls are drawn at random without replacement. The probability that exactly {c.Wanted} of them are red is m/n in lowest terms. Find m + n.";

    protected override string Chinese(Case c) =>
        $"袋中有 {c.Red} 个红球和 {c.Blue} 个蓝球,随机不放回地取出 {c.Drawn} 个球。其中恰好有 {c.Wanted} 个红球的概率 为最简分数 m/n,求 m + n。";
}
