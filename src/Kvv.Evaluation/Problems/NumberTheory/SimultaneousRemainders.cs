namespace Kvv.Evaluation.Problems.NumberTheory;

/// <summary>The least number with three given remainders.</summary>
internal sealed class SimultaneousRemainders : ProblemFamily<SimultaneousRemainders.Case>
{
    internal readonly record struct Case(long P, long Q, long R, long A, long B, long C);

    public override string Id => "simultaneous-remainders";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        var (p, q, r) = difficulty.At((4L, 5L, 7L), (7L, 11L, 13L), (17L, 19L, 23L));
        return new(p, q, r, dice.Between(0, (int)p - 1), dice.Between(1, (int)q - 1), dice.Between(1, (int)r - 1));
    }

    public override long Solve(Case c)
    {
        var all = c.P * c.Q * c.R;
        var sum = Part(c.A, c.P) + Part(c.B, c.Q) + Part(c.C, c.R);
        return sum % all == 0 ? all : sum % all;

        // A number that leaves the remainder here and none at the other two.
        long Part(long remainder, long modulus) => remainder * (all / modulus) % all * Whole.Inverse(all / modulus % modulus, modulus) % all;
    }

    protected override string English(Case c) =>
        $"Find the smallest positive integer that leaves remainder {c.A} when divided by {c.P}, remainder {c.B} when divided by {c.Q}, and remainder {c.C} when divided by {c.R}.";

    protected override string Chinese(Case c) =>
        $"求最小的正整数,使它除以 {c.P} 余 {c.A},除以 {c.Q} 余 {c.B},除以 {c.R} 余 {c.C}。";
}
