namespace Kvv.Evaluation.Scorers.Exact;

/// <summary>Whether two written answers are the same: by exact value where both have one, else letter by letter without spacing.</summary>
public static class AnswerEquality
{
    /// <summary>Compares.</summary>
    /// <param name="answer">The reply's answer.</param>
    /// <param name="expected">The right answer.</param>
    public static bool Same(string answer, string expected)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(expected);
        return (ExactValue.Of(answer), ExactValue.Of(expected)) switch
        {
            ({ } a, { } b) => a == b,
            (null, null) => Letters(answer) is { Length: > 0 } letters && letters == Letters(expected),
            _ => false,
        };
    }

    private static string Letters(string text) => string.Concat(AnswerText.Plain(text).Where(c => !char.IsWhiteSpace(c)));
}
