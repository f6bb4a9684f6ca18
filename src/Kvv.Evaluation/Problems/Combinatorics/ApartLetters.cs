namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Arrangements of letters in which one letter never stands beside itself.</summary>
internal sealed class ApartLetters : ProblemFamily<ApartLetters.Case>
{
    internal readonly record struct Case(int A, int B, int C);

    public override string Id => "apart-letters";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(2, difficulty.At(2, 3, 4)), dice.Between(difficulty.At(2, 2, 3), difficulty.At(3, 3, 3)), dice.Between(1, difficulty.At(2, 3, 3)));

    public override long Solve(Case c) => Whole.Choose(c.B + c.C, c.B) * Whole.Choose(c.B + c.C + 1, c.A);

    protected override string English(Case c) =>
        $"How many different words can be made from {c.A} letters A, {c.B} letters B and {c.C} letters C, using all of them, if no two letters A may be adjacent?";

    protected override string Chinese(Case c) =>
        $"用 {c.A} 个字母 A、{c.B} 个字母 B 和 {c.C} 个字母 C 排成一行(全部用上),且任意两个 A 不相邻,有多少种不同的排法?";
}
