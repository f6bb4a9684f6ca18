namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Ordered sums of a number with capped terms.</summary>
internal sealed class CappedSums : ProblemFamily<CappedSums.Case>
{
    internal readonly record struct Case(int Total, int Terms, int Cap);

    public override string Id => "capped-sums";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        var terms = difficulty.At(3, 4, 5);
        var cap = dice.Between(difficulty.At(4, 6, 7), difficulty.At(6, 8, 11));
        return new(dice.Between(cap, terms * cap * 2 / 3), terms, cap);
    }

    public override long Solve(Case c)
    {
        long count = 0;
        for (var over = 0; over <= c.Terms && c.Total - (over * (c.Cap + 1)) >= 0; over++)
            count += (over % 2 == 0 ? 1 : -1) * Whole.Choose(c.Terms, over) * Whole.Choose(c.Total - (over * (c.Cap + 1)) + c.Terms - 1, c.Terms - 1);
        return count;
    }

    protected override string English(Case c) =>
        $"In how many ways can {c.Total} identical balls be put into {c.Terms} different boxes so that no box holds more than {c.Cap} balls? Boxes may be empty.";

    protected override string Chinese(Case c) =>
        $"将 {c.Total} 个相同的球放入 {c.Terms} 个不同的盒子,每个盒子最多放 {c.Cap} 个球(可以为空),有多少种放法?";
}
