namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Ways to fill all boxes with distinct balls.</summary>
internal sealed class FilledBoxes : ProblemFamily<FilledBoxes.Case>
{
    internal readonly record struct Case(int Balls, int Boxes);

    public override string Id => "filled-boxes";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(4, 6, 7), difficulty.At(5, 7, 9)), dice.Between(2, difficulty.At(3, 4, 4)));

    public override long Solve(Case c)
    {
        long count = 0;
        for (var empty = 0; empty <= c.Boxes; empty++)
            count += (empty % 2 == 0 ? 1 : -1) * Whole.Choose(c.Boxes, empty) * Whole.Power(c.Boxes - empty, c.Balls);
        return count;
    }

    protected override string English(Case c) =>
        $"In how many ways can {c.Balls} different balls be put into {c.Boxes} different boxes so that no box stays empty?";

    protected override string Chinese(Case c) =>
        $"把 {c.Balls} 个不同的球放入 {c.Boxes} 个不同的盒子,每个盒子都不空,有多少种放法?";
}
