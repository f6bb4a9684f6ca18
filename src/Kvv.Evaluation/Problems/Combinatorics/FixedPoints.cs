namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Permutations with a given number of fixed points.</summary>
internal sealed class FixedPoints : ProblemFamily<FixedPoints.Case>
{
    internal readonly record struct Case(int Size, int Fixed);

    public override string Id => "fixed-points";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(4, 6, 8), difficulty.At(6, 7, 9)), dice.Between(0, difficulty.At(2, 3, 4)));

    public override long Solve(Case c)
    {
        return Whole.Choose(c.Size, c.Fixed) * Derangements(c.Size - c.Fixed);

        static long Derangements(int n)
        {
            long before = 1, now = 0;
            if (n == 0)
                return 1;
            for (var i = 2; i <= n; i++)
                (before, now) = (now, (i - 1) * (before + now));
            return now;
        }
    }

    protected override string English(Case c) =>
        $"{c.Size} people each own a hat. In how many ways can the hats be handed back, one to each person, so that exactly {c.Fixed} people get their own hat?";

    protected override string Chinese(Case c) =>
        $"{c.Size} 个人各有一顶帽子。把帽子每人一顶地发还,恰好有 {c.Fixed} 个人拿到自己帽子的发法有多少种?";
}
