using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>Three counters that take turns, each with its own step.</summary>
internal sealed class InterleavedCounters : ILongFamily
{
    public string Id => "counters";

    public LongTask Make(ProblemDice dice, int characters)
    {
        int[] values = [dice.Between(1, 50), dice.Between(5000, 9000), dice.Between(1, 60)];
        int[] steps = [dice.Between(2, 9), -dice.Between(2, 9), dice.Between(11, 29)];
        int rounds = Math.Max(2, characters / 24), modulus = dice.Pick(61, 67, 71);
        var prompt = $"Three counters take turns: A, B, C, A, B, C and so on. Each turn writes one line with the counter's letter, an equals sign and its value, then changes that counter. A starts at {values[0]} and grows by {steps[0]}. B starts at {values[1]} and falls by {-steps[1]}. C starts at {values[2]}, grows by {steps[2]}, and is reduced by {modulus} whenever it reaches {modulus} or more. The first line is \"A={values[0]}\".";
        var text = new List<string>();
        for (var turn = 0; turn < 3 * rounds; turn++)
        {
            var i = turn % 3;
            text.Add($"{(char)('A' + i)}={values[i]}");
            values[i] += steps[i];
            if (i == 2)
                values[i] %= modulus;
        }

        return new(Id, LongPrompt.Of(prompt, text.Count), text);
    }
}
