using System.Globalization;
using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>A table of numbers in three bases.</summary>
internal sealed class BaseTable : ILongFamily
{
    public string Id => "base-table";

    public LongTask Make(ProblemDice dice, int characters)
    {
        int from = dice.Between(1000, 6000), lines = Math.Max(5, characters / 28);
        var prompt = $"Convert the numbers from {from} to {from + lines - 1}. Write one line per number with the decimal, the binary and the lower-case hexadecimal form separated by \" | \", for example \"10 | 1010 | a\".";
        return new(Id, LongPrompt.Of(prompt, lines), [.. Enumerable.Range(from, lines).Select(n => string.Create(CultureInfo.InvariantCulture, $"{n} | {n:b} | {n:x}"))]);
    }
}
