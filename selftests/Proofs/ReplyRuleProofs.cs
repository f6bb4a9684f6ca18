using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>The rules that every reply obeys, whatever it was sent for.</summary>
internal sealed class ReplyRuleProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("REPLY-MARKER-001", "tc-markers-in-content"),
        Proof.ByFault("REPLY-MARKER-002", "tc-markers-in-reasoning"),
        Proof.ByFault("REPLY-MARKER-003", "tc-markup-in-args"),
        Proof.ByFault("REPLY-MARKER-004", "sa-stop-tail-leak", "kimi-k3").In("STOP-SPLIT-001"),
        Proof.ByFault("REPLY-THINK-001", "rc-close-tag-in-content"),
        Proof.ByFault("REPLY-TEXT-001", "sw-utf8-split").In("CHAT-ECHO-001"),
        Proof.ByFault("REPLY-LOOP-001", "dk-bang-collapse:served>=4"),
        Proof.ByFault("REPLY-LOOP-002", "dk-repetition-loop:served>=4"),
        Proof.ByFault("REPLY-LOOP-003", "so-whitespace-runaway").In("FORMAT-OBJECT-001"),
        Proof.ByFault("REPLY-EMPTY-001", "rc-answer-in-reasoning"),
        Proof.ByFault("REPLY-EMPTY-002", "sw-empty-success"),
        Proof.ByFault("REPLY-FINISH-001", "sw-finish-raw-token"),
        Proof.ByFault("REPLY-FINISH-002", "tc-finish-calls-empty"),
        Proof.ByFault("REPLY-FINISH-003", "tc-finish-stop"),
        Proof.ByFault("REPLY-FINISH-004", "sa-default-cap-16").In("LIMIT-CAP-005"),
        Proof.ByFault("REPLY-FINISH-005", "sa-cap-reports-stop"),
        Proof.ByFault("REPLY-FINISH-006", "sw-bare-eof"),
        Proof.ByFault("REPLY-CAP-001", "sa-max-tokens-ignored"),
        Proof.ByMangling("REPLY-USAGE-001", "total_tokens is one too many", c => Usage(c, u => u["total_tokens"] = u["total_tokens"]!.GetValue<int>() + 1)),
        Proof.ByFault("REPLY-USAGE-002", "ua-usage-zero"),
        Proof.ByFault("REPLY-USAGE-003", "ua-reasoning-over-completion"),
        Proof.ByFault("REPLY-USAGE-004", "ua-reasoning-tokens-zero"),
        Proof.ByMangling("REPLY-USAGE-005", "the summary of a stream counts more than its last choice", c => c.IsStream ? Usage(c, u =>
        {
            u["prompt_tokens"] = u["prompt_tokens"]!.GetValue<int>() + 1;
            u["total_tokens"] = u["total_tokens"]!.GetValue<int>() + 1;
        }) : c),
        Proof.ByMangling("REPLY-CALL-001", "calls have no id", c => Call(c, x => x.Remove("id"))),
        Proof.ByMangling("REPLY-CALL-002", "calls are of the type tool", c => Call(c, x =>
        {
            if (x.ContainsKey("type"))
                x["type"] = "tool";
        })),
        Proof.ByFault("REPLY-CALL-003", "tc-index-missing"),
        Proof.ByFault("REPLY-CALL-004", "tc-name-concatenated"),
        Proof.ByFault("REPLY-CALL-005", "tc-args-invalid-json"),
        Proof.ByFault("REPLY-CALL-006", "tc-required-runaway"),
        Proof.ByMangling("REPLY-CALL-007", "text comes with an empty list of calls", c => c.EachMessage(m =>
        {
            if (m["content"]?.ToString().Length > 0)
                m["tool_calls"] = new JsonArray();
        })),
        Proof.ByMangling("REPLY-MODEL-001", "another model is named", c => c.Each(o => o["model"] = "somebody-else-7b")),
        Proof.ByMangling("REPLY-MODEL-002", "no model is named", c => c.Each(o => o.Remove("model"))),
        Proof.ByFault("REPLY-ROLE-001", "sw-role-wrong"),
        Proof.ByMangling("REPLY-REASON-001", "reasoning comes under both names", c => c.EachMessage(m =>
        {
            if (m["reasoning_content"] is { } reasoning)
                m["reasoning"] = reasoning.DeepClone();
        })),
        Proof.ByMangling("WIRE-TYPE-001", "replies are called text/plain", c => c.IsSuccess ? c with { ContentType = "text/plain" } : c),
        Proof.ByMangling("WIRE-JSON-001", "something follows the reply", c => c.IsStream ? c : c with { Body = c.Body + "\nOK" }),
        Proof.ByMangling("WIRE-SHAPE-001", "replies have no created", c => c.Each(o => o.Remove("created"))),
        Proof.ByFault("WIRE-ERROR-001", "sw-error-inside-200:served>=4"),
        Proof.ByFault("STREAM-DONE-001", "sw-done-missing"),
        Proof.ByMangling("STREAM-CUT-001", "streams hold nothing but [DONE]", c => c.WithEvents(_ => ["[DONE]"])),
        Proof.ByFault("STREAM-FRAME-001", "sw-comment-as-data"),
        Proof.ByFault("STREAM-FRAME-001", "sw-empty-event"),
        Proof.ByFault("STREAM-ID-001", "sw-id-changes"),
        Proof.ByMangling("STREAM-CHOICE-001", "the first text comes again after the finish reason", c => c.WithEvents(e => e.Concat(e.Where(d => Mangling.Delta(d)?["content"]?.ToString().Length > 0).Take(1)).OrderBy(d => d == "[DONE]"))),
        Proof.ByMangling("STREAM-CHANNEL-001", "deltas of the answer carry reasoning too", c => c.IsStream ? c.EachMessage(m =>
        {
            if (m["content"]?.ToString().Length > 0)
                m["reasoning_content"] = "hm";
        }) : c),
        Proof.ByMangling("OPS-RETRY-001", "a rate limit does not say for how long", c => c.Path.EndsWith("/completions", StringComparison.Ordinal) ? c.Refused(429, "Rate limit reached.") : c),
    ];

    private static MangledCall Usage(MangledCall call, Action<JsonObject> change) => call.Each(o =>
    {
        if (o["usage"] is JsonObject usage)
            change(usage);
    });

    private static MangledCall Call(MangledCall call, Action<JsonObject> change) => call.EachMessage(m =>
    {
        foreach (var toolCall in m["tool_calls"]?.AsArray().OfType<JsonObject>() ?? [])
            change(toolCall);
    });
}
