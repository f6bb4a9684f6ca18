using System.Globalization;
using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>Numbers written as nested brackets: every opening one must be closed by its own kind.</summary>
internal sealed class BracketStructures : ILongFamily
{
    public string Id => "brackets";

    public LongTask Make(ProblemDice dice, int characters)
    {
        int from = dice.Between(300, 900), lines = Math.Max(5, characters / 26);
        var prompt = $"Write the numbers from {from} to {from + lines - 1}, one per line, each followed by a colon, a blank and its bracket form. The bracket form of a number is made from its binary digits from left to right: each 1 opens a round bracket \"(\" and each 0 opens a square bracket \"[\"; after the last digit all brackets are closed again, the last opened first. For example 6 is 110 in binary, so its line is \"6: (([]))\".";
        return new(Id, LongPrompt.Of(prompt, lines), [.. Enumerable.Range(from, lines).Select(Line)]);
    }

    private static string Line(int number)
    {
        var digits = number.ToString("b", CultureInfo.InvariantCulture);
        return $"{number}: {string.Concat(digits.Select(d => d == '1' ? '(' : '['))}{string.Concat(digits.Reverse().Select(d => d == '1' ? ')' : ']'))}";
    }
}
