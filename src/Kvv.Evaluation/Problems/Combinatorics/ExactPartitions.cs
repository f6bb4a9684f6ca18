namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Partitions into a given number of parts.</summary>
internal sealed class ExactPartitions : ProblemFamily<ExactPartitions.Case>
{
    internal readonly record struct Case(int Number, int Parts);

    public override string Id => "exact-partitions";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(8, 14, 22), difficulty.At(14, 22, 36)), dice.Between(2, difficulty.At(3, 4, 6)));

    public override long Solve(Case c)
    {
        // ways[n, k]: either a part is 1, or every part is larger.
        var ways = new long[c.Number + 1, c.Parts + 1];
        ways[0, 0] = 1;
        for (var n = 1; n <= c.Number; n++)
        {
            for (var k = 1; k <= Math.Min(n, c.Parts); k++)
                ways[n, k] = ways[n - 1, k - 1] + (n >= k ? ways[n - k, k] : 0);
        }

        return ways[c.Number, c.Parts];
    }

    protected override string English(Case c) =>
        $"In how many ways can {c.Number} be written as a sum of exactly {c.Parts} positive integers, if the order of the terms does not matter?";

    protected override string Chinese(Case c) =>
        $"将 {c.Number} 写成恰好 {c.Parts} 个正整数之和,不计顺序,有多少种写法?";
}
