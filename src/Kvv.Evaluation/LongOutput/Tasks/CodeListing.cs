using Kvv.Evaluation.Problems;

namespace Kvv.Evaluation.LongOutput.Tasks;

/// <summary>A long function with one case a line.</summary>
internal sealed class CodeListing : ILongFamily
{
    public string Id => "code-listing";

    public LongTask Make(ProblemDice dice, int characters)
    {
        int from = dice.Between(10, 60), shift = dice.Between(3, 30), cases = Math.Max(4, characters / 24);
        var prompt = $"Write a C function that is a table of squares. Its first line is \"int table(int n) {{ switch (n) {{\". Then comes one line for each n from {from} to {from + cases - 1} in the form \"case n: return m;\" where m is n squared plus {shift}, for example \"case 2: return {4 + shift};\". Its last line is \"default: return -1; }} }}\". Do not indent and do not use a code fence.";
        var text = new List<string> { "int table(int n) { switch (n) {" };
        text.AddRange(Enumerable.Range(from, cases).Select(n => $"case {n}: return {((long)n * n) + shift};"));
        text.Add("default: return -1; } }");
        return new(Id, LongPrompt.Of(prompt, text.Count), text);
    }
}
