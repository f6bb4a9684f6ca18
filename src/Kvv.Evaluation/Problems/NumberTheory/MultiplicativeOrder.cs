namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>The least power of a number that leaves remainder one.</summary>
internal sealed class MultiplicativeOrder : ProblemFamily<MultiplicativeOrder.Case>
{
    internal readonly record struct Case(long Number, long Modulus);

    public override string Id => "multiplicative-order";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        var modulus = dice.Pick(difficulty.At<long[]>([13, 17, 19, 23], [61, 73, 91, 97], [211, 307, 391, 437]));
        long number;
        do
            number = dice.Between(2, (int)modulus - 2);
        while (Whole.Gcd(number, modulus) != 1);
        return new(number, modulus);
    }

    public override long Solve(Case c) => Whole.Divisors(Whole.Totient(c.Modulus)).First(n => Whole.PowerMod(c.Number, n, c.Modulus) == 1);

    protected override string English(Case c) =>
        $"Find the smallest positive integer n such that {c.Number}^n leaves remainder 1 when divided by {c.Modulus}.";

    protected override string Chinese(Case c) =>
        $"求最小的正整数 n,使得 {c.Number}^n 除以 {c.Modulus} 的余数为 1。";
}
