using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>A recurrence, one term a line: one wrong term spoils all after it.</summary>
internal sealed class Recurrence : ILongFamily
{
    public string Id => "recurrence";

    public LongTask Make(ProblemDice dice, int characters)
    {
        int factor = dice.Between(3, 9), step = dice.Between(11, 89), value = dice.Between(100, 899), lines = Math.Max(5, characters / 10);
        var prompt = $"Start with {value} at index 1. Each next number is the one before it times {factor}, plus {step}, of which only the last three digits are kept (written without leading zeros). Write one line per index in the form \"index: number\", for example \"1: {value}\".";
        var text = new List<string>();
        for (var i = 1; i <= lines; i++)
        {
            text.Add($"{i}: {value}");
            value = ((value * factor) + step) % 1000;
        }

        return new(Id, LongPrompt.Of(prompt, lines), text);
    }
}
