namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Committees with a least number of one kind.</summary>
internal sealed class MixedCommittees : ProblemFamily<MixedCommittees.Case>
{
    internal readonly record struct Case(int Women, int Men, int Seats, int Least);

    public override string Id => "mixed-committees";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        int women = dice.Between(4, difficulty.At(5, 7, 9)), men = dice.Between(4, difficulty.At(5, 7, 9)), seats = dice.Between(3, difficulty.At(4, 5, 7));
        return new(women, men, seats, dice.Between(1, Math.Min(women, seats) - 1));
    }

    public override long Solve(Case c) => Enumerable.Range(c.Least, c.Seats - c.Least + 1).Sum(w => Whole.Choose(c.Women, w) * Whole.Choose(c.Men, c.Seats - w));

    protected override string English(Case c) =>
        $"From {c.Women} women and {c.Men} men a committee of {c.Seats} people is chosen. How many committees have at least {c.Least} women?";

    protected override string Chinese(Case c) =>
        $"从 {c.Women} 名女士和 {c.Men} 名男士中选出 {c.Seats} 人组成委员会,至少有 {c.Least} 名女士的选法有多少种?";
}
