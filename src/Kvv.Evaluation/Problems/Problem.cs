namespace Kvv.Evaluation.Problems;

/// <summary>How much work a problem takes; sizes of its numbers grow with it.</summary>
public enum Difficulty
{
    /// <summary>A few steps in the head.</summary>
    Easy,

    /// <summary>A page of working.</summary>
    Medium,

    /// <summary>Long working with a known method.</summary>
    Hard,
}

/// <summary>One problem in both languages, with its only right answer.</summary>
/// <param name="Family">The family's id.</param>
/// <param name="Difficulty">How much work it takes.</param>
/// <param name="English">The question in English.</param>
/// <param name="Chinese">The same question in Chinese.</param>
/// <param name="Answer">An integer.</param>
public sealed record Problem(string Family, Difficulty Difficulty, string English, string Chinese, long Answer);

/// <summary>Sizes by difficulty.</summary>
internal static class DifficultySizes
{
    /// <summary>One of three values.</summary>
    public static T At<T>(this Difficulty difficulty, T easy, T medium, T hard) => difficulty switch
    {
        Difficulty.Easy => easy,
        Difficulty.Medium => medium,
        _ => hard,
    };
}
