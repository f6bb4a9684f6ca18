namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>How many numbers up to a bound share no factor with another.</summary>
internal sealed class CoprimeCount : ProblemFamily<CoprimeCount.Case>
{
    internal readonly record struct Case(long Bound, long Number);

    public override string Id => "coprime-count";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(40, 200, 1000), difficulty.At(200, 1000, 9000)), dice.Pick(difficulty.At<long[]>([6, 10, 14, 15], [30, 42, 66, 70], [210, 330, 462, 770])));

    public override long Solve(Case c)
    {
        var primes = Whole.Factors(c.Number).Select(f => f.Prime).ToList();
        long count = 0;
        for (var subset = 0; subset < 1 << primes.Count; subset++)
        {
            long product = 1, sign = 1;
            for (var i = 0; i < primes.Count; i++)
            {
                if ((subset >> i & 1) == 1)
                    (product, sign) = (product * primes[i], -sign);
            }

            count += sign * (c.Bound / product);
        }

        return count;
    }

    protected override string English(Case c) =>
        $"How many integers from 1 to {c.Bound} (inclusive) are coprime to {c.Number}?";

    protected override string Chinese(Case c) =>
        $"从 1 到 {c.Bound}(含两端)的整数中,有多少个与 {c.Number} 互质?";
}
