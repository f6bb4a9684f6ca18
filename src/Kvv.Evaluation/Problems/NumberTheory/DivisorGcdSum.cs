namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>The sum of the greatest common divisors of a number with all up to it.</summary>
internal sealed class DivisorGcdSum : ProblemFamily<DivisorGcdSum.Case>
{
    internal readonly record struct Case(long Number);

    public override string Id => "gcd-sum";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(Whole.Power(2, dice.Between(1, difficulty.At(2, 4, 5))) * Whole.Power(3, dice.Between(1, difficulty.At(1, 2, 3))) * dice.Pick(difficulty.At<long[]>([1, 5], [5, 7], [7, 11])));

    public override long Solve(Case c) => Whole.Divisors(c.Number).Sum(d => d * Whole.Totient(c.Number / d));

    protected override string English(Case c) =>
        $"Find the sum of gcd(k, {c.Number}) over all integers k from 1 to {c.Number}.";

    protected override string Chinese(Case c) =>
        $"求 gcd(k, {c.Number}) 当 k 取遍 1 到 {c.Number} 的所有整数时之和。";
}
