namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Tilings of a board of two rows with dominoes and squares.</summary>
internal sealed class BoardTilings : ProblemFamily<BoardTilings.Case>
{
    internal readonly record struct Case(int Length);

    public override string Id => "board-tilings";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(2, 6, 9), difficulty.At(7, 10, 13)));

    public override long Solve(Case c)
    {
        // a(n) = 3a(n-1) + a(n-2) - a(n-3)
        long a = 1, b = 2, d = 7;
        for (var n = 0; n < c.Length; n++)
            (a, b, d) = (b, d, (3 * d) + b - a);
        return a;
    }

    protected override string English(Case c) =>
        $"In how many ways can a board of 2 rows and {c.Length} columns be covered by dominoes (covering two neighbouring cells) and single squares (covering one cell), without overlap?";

    protected override string Chinese(Case c) =>
        $"用多米诺骨牌(覆盖两个相邻的格子)和单格方块(覆盖一个格子)不重叠地铺满 2 行 {c.Length} 列的棋盘,有多少种铺法?";
}
