namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Colourings of a ring in which neighbours differ.</summary>
internal sealed class RingColourings : ProblemFamily<RingColourings.Case>
{
    internal readonly record struct Case(int Length, int Colours);

    public override string Id => "ring-colourings";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(3, 4, 6), difficulty.At(7, 8, 8)), dice.Between(3, difficulty.At(4, 5, 5)));

    public override long Solve(Case c) => Whole.Power(c.Colours - 1, c.Length) + ((c.Length % 2 == 0 ? 1 : -1) * (c.Colours - 1));

    protected override string English(Case c) =>
        $"{c.Length} numbered seats stand in a ring. Each seat is painted in one of {c.Colours} colours so that neighbouring seats differ. In how many ways can this be done?";

    protected override string Chinese(Case c) =>
        $"{c.Length} 个编号的座位围成一圈,用 {c.Colours} 种颜色给座位上色,每个座位一种颜色,相邻座位颜色不同。有多少种上色方法?";
}
