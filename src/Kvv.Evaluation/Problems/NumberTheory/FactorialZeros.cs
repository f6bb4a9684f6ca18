namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>Trailing zeros of a factorial in a composite base.</summary>
internal sealed class FactorialZeros : ProblemFamily<FactorialZeros.Case>
{
    internal readonly record struct Case(long Number, long Base);

    public override string Id => "factorial-zeros";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(20, 60, 150), difficulty.At(60, 150, 400)), dice.Pick(difficulty.At<long[]>([6, 10], [12, 14, 15], [18, 24, 36, 45])));

    public override long Solve(Case c)
    {
        return Whole.Factors(c.Base).Min(f => Exponent(f.Prime) / f.Exponent);

        long Exponent(long prime)
        {
            long exponent = 0;
            for (var rest = c.Number / prime; rest > 0; rest /= prime)
                exponent += rest;
            return exponent;
        }
    }

    protected override string English(Case c) =>
        $"When {c.Number}! is written in base {c.Base}, with how many zeros does it end?";

    protected override string Chinese(Case c) =>
        $"将 {c.Number}! 写成 {c.Base} 进制数,末尾有多少个连续的零?";
}
