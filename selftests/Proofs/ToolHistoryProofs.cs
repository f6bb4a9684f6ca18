using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Tool results and earlier calls, and literal text in them.</summary>
internal sealed class ToolHistoryProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("RESULT-USED-001", "ml-thinks-then-stops"),
        Proof.ByFault("RESULT-PARTS-001", "rv-tool-parts-rejected"),
        Proof.ByMangling("RESULT-PARTS-002", "a result as parts costs 4 tokens more", c => c.MorePrompt(4, r => Results(r).Any(m => m["content"] is JsonArray))),
        Proof.ByMangling("RESULT-EMPTY-001", "an empty result is refused", Counts.Refusing(r => Results(r).Any(m => m.Text("content") == ""))),
        Proof.ByMangling("RESULT-OBJECT-001", "a result that is an object meets 500", Counts.Refusing(r => Results(r).Any(m => m["content"] is JsonObject), 500)),
        Proof.ByFault("RESULT-LONG-001", "rv-silent-truncation"),
        Proof.ByFault("RESULT-PAIR-001", "ml-result-mixup"),
        Proof.ByMangling("CALLS-ID-001", "an id that another endpoint gave out is refused", Counts.Refusing(r => Calls(r).Any(c => c.Text("id")?.StartsWith("call_", StringComparison.Ordinal) == true))),
        Proof.ByFault("LOOP-DEEP-001", "ml-collapse-at-turn-3"),
        Proof.ByMangling("LOOP-FOREIGN-001", "after a foreign id, calls turn into prose", c => c.Request is { } r && Calls(r).Any(x => x.Text("id")?.StartsWith("call_", StringComparison.Ordinal) == true) ? c.Answered("I would read the meter.") : c),
        Proof.ByFault("CALLS-ID-002", "tt-history-ids-verbatim"),
        Proof.ByMangling("CALLS-ID-003", "refusals become answers", c => c.Accepted()),
        Proof.ByMangling("CALLS-ID-004", "refusals become answers", c => c.Accepted()),
        Proof.ByMangling("CALLS-ID-005", "refusals become server errors", c => c.IsSuccess ? c : c.Refused(500)),
        Proof.ByMangling("CALLS-ID-006", "refusals become answers", c => c.Accepted()),
        Proof.ByMangling("CALLS-ID-007", "refusals become answers", c => c.Accepted()),
        Proof.ByFault("CALLS-ARGS-001", "ml-malformed-history-fails"),
        Proof.ByFault("CALLS-ARGS-002", "ml-malformed-history-fails"),
        Proof.ByMangling("CALLS-ARGS-003", "a call without arguments is refused", Counts.Refusing(r => Calls(r).Any(c => (c["function"] as JsonObject).Text("arguments") == "{}"))),
        Proof.ByRequest("CALLS-ARGS-004", "arguments over 1,000 characters are emptied", r =>
        {
            foreach (var function in Calls(r).Select(c => c["function"]).OfType<JsonObject>().Where(f => f.Text("arguments")?.Length > 1000))
                function["arguments"] = "{}";
            return r;
        }),
        Proof.ByRequest("LITERAL-COST-001", "control strings in a text become one token", r => r.EachOf(m =>
        {
            if (m.Text("content") is { } text)
                m["content"] = text.Replace("<|tool_calls_section_end|>", "§", StringComparison.Ordinal).Replace("<|im_end|>", "§", StringComparison.Ordinal);
        })),
        Proof.ByRequest("LITERAL-RESULT-001", "a result ends at a control string", r => r.EachOf(m =>
        {
            if (m.Text("role") == "tool" && m.Text("content") is { } text && text.IndexOf("<|", StringComparison.Ordinal) is >= 0 and var at)
                m["content"] = text[..at];
        })),
        Proof.ByFault("LITERAL-IMAGE-001", "rv-literal-placeholder-400"),
        Proof.ByMangling("LITERAL-THINK-001", "content begins after a think tag in it", c => c.IsStream ? c : c.EachMessage(m =>
        {
            if (m.Text("content") is { } text)
                m["content"] = text[(text.LastIndexOf("</think>", StringComparison.Ordinal) is >= 0 and var at ? at + 8 : 0)..];
        })),
    ];

    private static IEnumerable<JsonObject> Results(JsonObject request) => request.Messages().Where(m => m.Text("role") == "tool");

    private static IEnumerable<JsonObject> Calls(JsonObject request) => request.Messages().SelectMany(m => m.Calls());
}
