namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Binary strings without a run of ones.</summary>
internal sealed class RunFreeStrings : ProblemFamily<RunFreeStrings.Case>
{
    internal readonly record struct Case(int Length, int Run);

    public override string Id => "run-free-strings";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(6, 9, 13), difficulty.At(9, 12, 18)), difficulty.At(2, 3, dice.Between(3, 5)));

    public override long Solve(Case c)
    {
        // Strings by the length of their last run of ones.
        var byRun = new long[c.Run];
        byRun[0] = 1;
        for (var i = 0; i < c.Length; i++)
        {
            var all = byRun.Sum();
            for (var run = c.Run - 1; run > 0; run--)
                byRun[run] = byRun[run - 1];
            byRun[0] = all;
        }

        return byRun.Sum();
    }

    protected override string English(Case c) =>
        $"How many strings of length {c.Length} over the symbols 0 and 1 do not contain {c.Run} consecutive ones?";

    protected override string Chinese(Case c) =>
        $"由 0 和 1 组成的长度为 {c.Length} 的字符串中,不含连续 {c.Run} 个 1 的有多少个?";
}
