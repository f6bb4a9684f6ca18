using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput;

/// <summary>A kind of long task.</summary>
internal interface ILongFamily
{
    /// <summary>Stable id.</summary>
    string Id { get; }

    /// <summary>Draws a task.</summary>
    /// <param name="dice">The choices.</param>
    /// <param name="characters">Characters that the right output should have, about.</param>
    LongTask Make(ProblemDice dice, int characters);
}

/// <summary>What every long prompt ends with.</summary>
internal static class LongPrompt
{
    public const string End = "Write every line out in full; do not shorten, skip or summarise anything, and write nothing before or after the lines.";

    public static string Of(string task, int lines) => $"{task}\n\nWrite exactly {lines} lines. {End}";
}
