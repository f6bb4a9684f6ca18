using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>Two sorted lists merged into one: the output is as long as the prompt.</summary>
internal sealed class SortedMerge : ILongFamily
{
    public string Id => "sorted-merge";

    public LongTask Make(ProblemDice dice, int characters)
    {
        var lines = Math.Max(6, characters / 7);
        int at = dice.Between(100, 900);
        List<int> first = [], second = [];
        for (var i = 0; i < lines; i++)
        {
            at += dice.Between(1, 17);
            (dice.Between(0, 1) == 0 ? first : second).Add(at);
        }

        var prompt = $"Merge these two sorted lists into one sorted list, one number per line.\nList A: {string.Join(", ", first)}\nList B: {string.Join(", ", second)}";
        return new(Id, LongPrompt.Of(prompt, lines), [.. first.Concat(second).Order().Select(n => $"{n}")]);
    }
}
