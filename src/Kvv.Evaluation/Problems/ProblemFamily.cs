namespace Kvv.Evaluation.Problems;

/// <summary>A kind of problem with its own numbers in every draw.</summary>
internal interface IProblemFamily
{
    /// <summary>Stable id, part of item ids.</summary>
    string Id { get; }

    /// <summary>Draws one problem.</summary>
    Problem Make(ProblemDice dice, Difficulty difficulty);
}

/// <summary>A kind of problem: its numbers, its wording in two languages, and the function that solves it.</summary>
/// <typeparam name="TCase">The numbers of one problem.</typeparam>
internal abstract class ProblemFamily<TCase> : IProblemFamily
    where TCase : struct
{
    public abstract string Id { get; }

    /// <summary>Draws the numbers.</summary>
    public abstract TCase Draw(ProblemDice dice, Difficulty difficulty);

    /// <summary>The answer, by a method other than trying everything.</summary>
    public abstract long Solve(TCase c);

    public Problem Make(ProblemDice dice, Difficulty difficulty)
    {
        var drawn = Draw(dice, difficulty);
        return new(Id, difficulty, English(drawn), Chinese(drawn), Solve(drawn));
    }

    protected abstract string English(TCase c);

    protected abstract string Chinese(TCase c);
}
