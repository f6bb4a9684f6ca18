namespace Kvv.Evaluation.Problems.Chance;

/// <summary>The probability of a run of heads.</summary>
internal sealed class HeadsRun : ProblemFamily<HeadsRun.Case>
{
    internal readonly record struct Case(int Flips, int Run);

    public override string Id => "heads-run";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(4, 7, 10), difficulty.At(9, 13, 15)), difficulty.At(2, 3, dice.Between(3, 5)));

    public override long Solve(Case c)
    {
        // Sequences without the run, by the number of heads at their end.
        var byRun = new long[c.Run];
        byRun[0] = 1;
        for (var i = 0; i < c.Flips; i++)
        {
            var all = byRun.Sum();
            Array.Copy(byRun, 0, byRun, 1, c.Run - 1);
            byRun[0] = all;
        }

        return Whole.ReducedSum((1L << c.Flips) - byRun.Sum(), 1L << c.Flips);
    }

    protected override string English(Case c) =>
        $"A fair coin is flipped {c.Flips} times. The probability that heads comes up at least {c.Run} times in a row somewhere is m/n in lowest terms. Find m + n.";

    protected override string Chinese(Case c) =>
        $"抛一枚均匀硬币 {c.Flips} 次。出现至少连续 {c.Run} 次正面的概率 为最简分数 m/n,求 m + n。";
}
