namespace Kvv.Evaluation.Problems.Sequences;

/// <summary>Who is left when every k-th leaves a circle.</summary>
internal sealed class LastSurvivor : ProblemFamily<LastSurvivor.Case>
{
    internal readonly record struct Case(int People, int Step);

    public override string Id => "last-survivor";

    public override Case Draw(ProblemDice dice, Difficulty difficulty) => new(dice.Between(difficulty.At(6, 12, 30), difficulty.At(12, 30, 80)), dice.Between(2, difficulty.At(4, 6, 9)));

    public override long Solve(Case c)
    {
        var place = 0;
        for (var size = 2; size <= c.People; size++)
            place = (place + c.Step) % size;
        return place + 1;
    }

    protected override string English(Case c) =>
        $"{c.People} people numbered 1 to {c.People} stand in a circle. Counting starts at person 1, and every {c.Step}th person counted leaves the circle until one is left (the first to leave is person {(c.Step - 1) % c.People + 1}). What is the number of the last person?";

    protected override string Chinese(Case c) =>
        $"{c.People} 个人编号为 1 到 {c.People},围成一圈。从 1 号开始报数,每数到第 {c.Step} 个人就让他离开(最先离开的是 {(c.Step - 1) % c.People + 1} 号),直到只剩一人。最后剩下的人是几号?";
}
