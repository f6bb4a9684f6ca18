namespace Kvv.Evaluation.Problems.Combinatorics;

/// <summary>Rectangles on a grid that leave a cell out.</summary>
internal sealed class RectanglesAvoidingCell : ProblemFamily<RectanglesAvoidingCell.Case>
{
    internal readonly record struct Case(int Rows, int Columns, int Row, int Column);

    public override string Id => "rectangles-avoiding-cell";

    public override Case Draw(ProblemDice dice, Difficulty difficulty)
    {
        int rows = dice.Between(difficulty.At(3, 5, 8), difficulty.At(5, 8, 14)), columns = dice.Between(difficulty.At(3, 5, 8), difficulty.At(5, 9, 15));
        return new(rows, columns, dice.Between(1, rows), dice.Between(1, columns));
    }

    public override long Solve(Case c) => (Whole.Choose(c.Rows + 1, 2) * Whole.Choose(c.Columns + 1, 2)) - ((long)c.Row * (c.Rows + 1 - c.Row) * c.Column * (c.Columns + 1 - c.Column));

    protected override string English(Case c) =>
        $"A grid has {c.Rows} rows and {c.Columns} columns of unit cells. How many rectangles made of whole cells do not contain the cell in row {c.Row} and column {c.Column}?";

    protected override string Chinese(Case c) =>
        $"一个方格表有 {c.Rows} 行 {c.Columns} 列。由整格组成的矩形中,不包含第 {c.Row} 行第 {c.Column} 列那一格的有多少个?";
}
