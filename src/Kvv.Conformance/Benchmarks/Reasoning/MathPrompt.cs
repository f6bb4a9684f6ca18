using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>Asks for a solution whose final answer stands in a box. The question is the first paragraph, unchanged.</summary>
internal static class MathPrompt
{
    public static JsonArray English(string question) =>
        new(Probe.UserTurn($"{question}\n\nReason step by step. Put the final answer, and nothing else, inside \\boxed{{}}."));

    public static JsonArray Chinese(string question) =>
        new(Probe.UserTurn($"{question}\n\n请逐步推理,并把最终答案(只写答案)放在 \\boxed{{}} 中。"));
}
