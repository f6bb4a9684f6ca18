using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>Asks for a solution whose final answer stands in a box. The question is the first paragraph, unchanged.</summary>
internal static class MathPrompt
{
    // Drawn problems do not end in one fixed sentence by which an endpoint could tell them from its other traffic.
    private static readonly string[] EnglishAsks =
    [
        "Reason step by step. Put the final answer, and nothing else, inside \\boxed{}.",
        "Work it out step by step and end with the result in \\boxed{}.",
        "Show how you get there, then give the final answer as \\boxed{answer}.",
        "Think it through before you answer. Only the final number belongs inside \\boxed{}.",
        "Explain your steps; the last line holds the answer in \\boxed{}.",
        "Please solve this carefully and box the final answer with \\boxed{}.",
    ];

    private static readonly string[] ChineseAsks =
    [
        "请逐步推理,并把最终答案(只写答案)放在 \\boxed{} 中。",
        "请写出解题步骤,最后把结果写在 \\boxed{} 里。",
        "先说明思路,再用 \\boxed{} 给出最终答案。",
        "请仔细求解,最终结果放入 \\boxed{}。",
        "一步一步推导,最后一行用 \\boxed{} 写出答案。",
        "请想清楚再回答,\\boxed{} 中只写最后的数。",
    ];

    /// <summary>The published form, for a published set.</summary>
    public static JsonArray English(string question) => Ask(question, EnglishAsks[0]);

    /// <summary>A drawn problem, in its language and in a wording that the seed draws with it.</summary>
    public static JsonArray Drawn(Sample sample, ulong seed)
    {
        var asks = sample.Text("language") == "zh" ? ChineseAsks : EnglishAsks;
        var dice = new SplitMix64(ScheduleSeed.From(ScheduleSeed.Text("kvv", "wording", sample.Id, seed.ToString(CultureInfo.InvariantCulture))));
        return Ask(sample.Text("question"), asks[dice.NextBelow(asks.Length)]);
    }

    private static JsonArray Ask(string question, string how) => new(Probe.UserTurn($"{question}\n\n{how}"));
}
