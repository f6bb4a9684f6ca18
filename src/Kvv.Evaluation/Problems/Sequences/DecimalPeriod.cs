namespace Kvv.Evaluation.Problems.Sequences;

/// <summary>The period of a decimal fraction.</summary>
internal sealed class DecimalPeriod : ProblemFamily<DecimalPeriod.Case>
{
    internal readonly record struct Case(long Denominator);

    public override string Id => "decimal-period";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Pick(difficulty.At<long[]>([7, 11, 13, 21, 33, 37], [17, 19, 23, 29, 39, 53, 77], [47, 59, 61, 73, 91, 97, 113, 119])) * dice.Pick<long>(1, 2, 4, 5, 10));

    public override long Solve(Case c)
    {
        var rest = c.Denominator;
        foreach (var prime in (long[])[2, 5])
        {
            while (rest % prime == 0)
                rest /= prime;
        }

        return Whole.Divisors(Whole.Totient(rest)).First(n => Whole.PowerMod(10, n, rest) == 1);
    }

    protected override string English(Case c) =>
        $"The decimal expansion of 1/{c.Denominator} is eventually periodic. What is the length of its shortest period?";

    protected override string Chinese(Case c) =>
        $"1/{c.Denominator} 的十进制小数最终循环。它的最小循环节长度是多少?";
}
