namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Necklaces up to rotation.</summary>
internal sealed class Necklaces : ProblemFamily<Necklaces.Case>
{
    internal readonly record struct Case(int Beads, int Colours);

    public override string Id => "necklaces";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(3, 5, 7), difficulty.At(5, 7, 9)), dice.Between(2, difficulty.At(3, 3, 3)));

    public override long Solve(Case c) => Enumerable.Range(1, c.Beads).Sum(turn => Whole.Power(c.Colours, (int)Whole.Gcd(turn, c.Beads))) / c.Beads;

    protected override string English(Case c) =>
        $"A necklace has {c.Beads} beads, each in one of {c.Colours} colours. Two necklaces count as the same when one is a rotation of the other (reflections are not allowed). How many different necklaces are there?";

    protected override string Chinese(Case c) =>
        $"一条项链有 {c.Beads} 颗珠子,每颗珠子是 {c.Colours} 种颜色之一。若一条项链经旋转可以变成另一条,则视为同一种(不允许翻转)。共有多少种不同的项链?";
}
