using Kvv.Conformance.Settings;
using Kvv.Evaluation.LongOutput;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>
/// The answer key of a run's drawn items, for whoever embeds the reference endpoint: that endpoint shares no code with the
/// suite, so the run hands it the answers as an invigilator hands out a key.
/// </summary>
public static class DrawnAnswers
{
    /// <summary>The key of a draw. It is made when the first question comes.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <returns>The right reply to a user message, or <see langword="null"/> when the message holds no drawn item.</returns>
    public static Func<string, string?> For(ulong seed)
    {
        var problems = new Lazy<Dictionary<string, string>>(() => Problems(seed));
        var texts = Enum.GetValues<Tier>().SelectMany(LongOutput.Lengths).Distinct().Order()
            .Select(length => new Lazy<Dictionary<string, string>>(() => LongOutputSet.Tasks(seed, length).ToDictionary(t => t.Prompt, t => t.Text, StringComparer.Ordinal)))
            .ToList();
        return ask => LongOutputSet.IsPrompt(ask)
            ? texts.Select(t => t.Value.GetValueOrDefault(ask)).FirstOrDefault(text => text is not null)
            : problems.Value.GetValueOrDefault(FirstParagraph(ask));
    }

    // Two draws of a family may ask the same question; the answer is then the same too.
    private static Dictionary<string, string> Problems(ulong seed) => GeneratedProblems.Largest(seed).Samples.DistinctBy(s => s.Text("question")).ToDictionary(
        s => s.Text("question"),
        s => s.Text("language") == "zh" ? $"按步骤计算并检验,得到 $\\boxed{{{s.Text("answer")}}}$。" : $"Working through the steps and checking them gives $\\boxed{{{s.Text("answer")}}}$.",
        StringComparer.Ordinal);

    private static string FirstParagraph(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }
}
