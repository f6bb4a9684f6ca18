using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>The numbers that follow a rule, from a start on.</summary>
internal sealed class RuleEnumeration : ILongFamily
{
    public string Id => "rule-enumeration";

    public LongTask Make(ProblemDice dice, int characters)
    {
        int from = dice.Between(200, 900), divisor = dice.Pick(3, 4, 6, 7), digit = dice.Between(1, 9), lines = Math.Max(6, characters / 5);
        var prompt = $"List, in increasing order and one per line, the first {lines} whole numbers from {from} on that are not divisible by {divisor} and do not end in the digit {digit}.";
        var text = new List<string>();
        for (var n = from; text.Count < lines; n++)
        {
            if (n % divisor != 0 && n % 10 != digit)
                text.Add($"{n}");
        }

        return new(Id, LongPrompt.Of(prompt, lines), text);
    }
}
