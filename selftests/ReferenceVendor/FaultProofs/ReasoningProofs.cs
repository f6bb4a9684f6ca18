namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

internal static class ReasoningProofs
{
    public static IEnumerable<FaultProof> All =>
    [
        FaultProof.One("rc-field-renamed", Probes.Ok, r => r.Field("reasoning") is { Length: > 0 } && r.Reasoning is null),
        FaultProof.One("rc-close-tag-in-content", Probes.Ok, r => r.Content!.EndsWith("</think> OK", StringComparison.Ordinal)),
        FaultProof.One("rc-never-split", Probes.Ok, r => r.Reasoning is null && r.Content is { Length: > 10 } content && !content.Contains('<', StringComparison.Ordinal)),
        FaultProof.One("rc-answer-in-reasoning", Probes.Ok.Thinking(false), r => r is { Reasoning: "OK", Content: "" }),
        FaultProof.One("rc-disable-ignored", Probes.Ok.Thinking(false), r => r.Reasoning is { Length: > 0 }),
        FaultProof.One("rc-disable-inlines", Probes.Ok.Thinking(false), r => r.Content!.Length > 60),
        FaultProof.One("rc-final-answer-dropped", Probes.Ok, r => r.Content!.StartsWith("<think>", StringComparison.Ordinal) && r.Content.EndsWith("</think>", StringComparison.Ordinal)),
        FaultProof.One("rc-terminator-leak", Probes.Ok.Streamed(), r => r.Content!.Contains("<|close|>", StringComparison.Ordinal)),
        FaultProof.One("rc-cut-thinking-in-content", Probes.Ok.With("max_tokens", 12), r => r is { Content.Length: > 0, Reasoning: null, FinishReason: "length" }),
        FaultProof.Pair("rc-effort-no-effect", Probes.Ok.With("reasoning_effort", "low"), Probes.Ok.With("reasoning_effort", "max"), (low, max) => low.Reasoning!.Length >= max.Reasoning!.Length),
        FaultProof.One("rc-parser-truncates", Probes.Ok, r => r.Reasoning!.Length * 2 < (int)r.Usage!["completion_tokens_details"]!["reasoning_tokens"]! * 3),
        FaultProof.One("rc-content-starved", Probes.Ok, r => r is { Content: "", FinishReason: "length" } && r.Reasoning!.Length > 0, conditions: ":p=1"),
        FaultProof.One("rc-lost-when-forced", Probes.Forced, r => r.Calls.Count == 1 && r.Reasoning is null),
    ];
}
