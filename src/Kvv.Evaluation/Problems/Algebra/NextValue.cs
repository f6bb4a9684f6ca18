namespace Kvv.Evaluation.Problems.Algebra;

/// <summary>A value of a cubic from four others.</summary>
internal sealed class NextValue : ProblemFamily<NextValue.Case>
{
    internal readonly record struct Case(long A, long B, long C, long D, int Point);

    public override string Id => "next-value";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.NonZero(difficulty.At(2, 4, 7)), dice.Between(-5, 6), dice.Between(-7, 8), dice.Between(-9, 9), dice.Between(difficulty.At(4, 6, 10), difficulty.At(6, 10, 20)));

    public override long Solve(Case c)
    {
        long[] differences = [At(c, 0), At(c, 1) - At(c, 0), At(c, 2) - (2 * At(c, 1)) + At(c, 0), At(c, 3) - (3 * At(c, 2)) + (3 * At(c, 1)) - At(c, 0)];
        return differences.Select((d, k) => d * Whole.Choose(c.Point, k)).Sum();
    }

    protected override string English(Case c) =>
        $"A polynomial P of degree at most 3 satisfies P(0) = {At(c, 0)}, P(1) = {At(c, 1)}, P(2) = {At(c, 2)} and P(3) = {At(c, 3)}. Find P({c.Point}).";

    protected override string Chinese(Case c) =>
        $"次数不超过 3 的多项式 P 满足 P(0) = {At(c, 0)},P(1) = {At(c, 1)},P(2) = {At(c, 2)},P(3) = {At(c, 3)}。求 P({c.Point})。";

    private static long At(Case c, long x) => (((((c.A * x) + c.B) * x) + c.C) * x) + c.D;
}
