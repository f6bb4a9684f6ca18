namespace Kvv.Evaluation.Problems.Sequences;

/// <summary>A far term of a linear recurrence, modulo a number.</summary>
internal sealed class RecurrenceRemainder : ProblemFamily<RecurrenceRemainder.Case>
{
    internal readonly record struct Case(long P, long Q, long First, long Second, long Index, long Modulus);

    public override string Id => "recurrence-remainder";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(1, 5), dice.Between(1, 5), dice.Between(0, 9), dice.Between(1, 9), dice.Between(difficulty.At(8, 30, 300), difficulty.At(15, 100, 3000)), dice.Between(difficulty.At(50, 100, 500), difficulty.At(100, 500, 1000)));

    public override long Solve(Case c)
    {
        // The matrix (p q; 1 0), raised by squaring.
        long a = 1, b = 0, d = 0, e = 1, p = c.P, q = c.Q, r = 1, s = 0;
        for (var n = c.Index - 1; n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
                (a, b, d, e) = (((a * p) + (b * r)) % c.Modulus, ((a * q) + (b * s)) % c.Modulus, ((d * p) + (e * r)) % c.Modulus, ((d * q) + (e * s)) % c.Modulus);
            (p, q, r, s) = (((p * p) + (q * r)) % c.Modulus, ((p * q) + (q * s)) % c.Modulus, ((r * p) + (s * r)) % c.Modulus, ((r * q) + (s * s)) % c.Modulus);
        }

        return ((d * c.Second) + (e * c.First)) % c.Modulus;
    }

    protected override string English(Case c) =>
        $"A sequence has a_1 = {c.First}, a_2 = {c.Second} and a_n = {c.P} a_(n-1) + {c.Q} a_(n-2) for n > 2. Find the remainder when a_{c.Index} is divided by {c.Modulus}.";

    protected override string Chinese(Case c) =>
        $"数列满足 a_1 = {c.First},a_2 = {c.Second},且当 n > 2 时 a_n = {c.P} a_(n-1) + {c.Q} a_(n-2)。求 a_{c.Index} 除以 {c.Modulus} 的余数。";
}
