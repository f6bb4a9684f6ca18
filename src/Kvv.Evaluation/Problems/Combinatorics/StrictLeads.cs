namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Ballots in which one candidate always leads.</summary>
internal sealed class StrictLeads : ProblemFamily<StrictLeads.Case>
{
    internal readonly record struct Case(int Winner, int Loser);

    public override string Id => "strict-leads";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        var loser = dice.Between(2, difficulty.At(4, 6, 8));
        return new(loser + dice.Between(1, difficulty.At(3, 4, 5)), loser);
    }

    public override long Solve(Case c) => Whole.Choose(c.Winner + c.Loser, c.Loser) * (c.Winner - c.Loser) / (c.Winner + c.Loser);

    protected override string English(Case c) =>
        $"In an election candidate A gets {c.Winner} votes and candidate B gets {c.Loser} votes. In how many orders of counting the letters A and B on the ballots is A strictly ahead of B at every moment after the first ballot has been counted?";

    protected override string Chinese(Case c) =>
        $"一次选举中,A 得 {c.Winner} 票,B 得 {c.Loser} 票。逐张唱票时,从第一张票起 A 的票数始终严格多于 B 的唱票顺序(只区分票上的字母)有多少种?";
}
