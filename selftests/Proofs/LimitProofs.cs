using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Caps and stop strings.</summary>
internal sealed class LimitProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("LIMIT-CAP-001", "sa-max-tokens-ignored"),
        Proof.ByFault("LIMIT-CAP-001", "sa-cap-reports-stop"),
        Proof.ByFault("LIMIT-CAP-002", "sa-max-completion-tokens-ignored"),
        Proof.ByMangling("LIMIT-CAP-003", "completion_tokens is one too few", c => c.Each(o =>
        {
            if (o["usage"] is JsonObject usage)
                usage["completion_tokens"] = usage["completion_tokens"]!.GetValue<int>() - 1;
        })),
        Proof.ByFault("LIMIT-CAP-004", "sa-cap-reports-stop"),
        Proof.ByFault("LIMIT-CAP-004", "sa-max-tokens-ignored"),
        Proof.ByFault("LIMIT-CAP-005", "sa-default-cap-16"),
        Proof.ByMangling("LIMIT-CAP-006", "every reply says length", c => c.EachChoice(x =>
        {
            if (x["finish_reason"] is not null)
                x["finish_reason"] = "length";
        })),
        Proof.ByMangling("LIMIT-BAD-001", "refusals are waived", Mangling.AcceptsAnything),
        Proof.ByMangling("LIMIT-BAD-002", "refusals are waived", Mangling.AcceptsAnything),
        Proof.ByMangling("LIMIT-BAD-003", "refusals are waived", Mangling.AcceptsAnything),
        Proof.ByFault("LIMIT-WINDOW-001", "rv-overflow-500"),
        Proof.ByMangling("LIMIT-WINDOW-002", "the refusal only says that the request is bad", c => c.IsSuccess ? c : c.Refused(c.Status, "Bad request.")),
        Proof.ByFault("LIMIT-STOP-001", "sa-stop-prefix-leak"),
        Proof.ByFault("STOP-ARRAY-001", "sa-stop-tail-leak"),
        Proof.ByRequest("STOP-ARRAY-001", "only the first stop string counts", r => Stop(r, s => s is JsonArray { Count: > 1 } list ? list[0]!.DeepClone() : s)),
        Proof.ByFault("STOP-SPLIT-001", "sa-stop-prefix-leak"),
        Proof.ByRequest("STOP-SPLIT-001", "stop is ignored", r => Stop(r, _ => null)),
        Proof.ByRequest("STOP-HELD-001", "a stop string acts from its fourth letter on", r => Stop(r, s => s is JsonArray list ? new JsonArray([.. list.Select(x => (JsonNode)JsonValue.Create(x!.ToString()[..4]))]) : s)),
        Proof.ByMangling("STOP-TAIL-001", "what may begin a stop string is held back for good", c => c.Asked("stop") is { Length: > 2 } ? Mangling.Content(t => t.EndsWith("ember", StringComparison.Ordinal) ? t[..^5] : t)(Mangling.Buffered(c, "content")) : c),
        Proof.ByRequest("STOP-UNICODE-001", "a stop string beyond ASCII is ignored", r => Stop(r, s => s?.ToString().All(char.IsAscii) == true ? s : null)),
        Proof.ByMangling("STOP-NONE-001", "stop null is refused", Mangling.Refuses("stop")),
        Proof.ByMangling("STOP-NONE-002", "an empty list is refused", Mangling.Refuses("stop")),
        Proof.ByMangling("STOP-BAD-001", "refusals are waived", Mangling.AcceptsAnything),
    ];

    private static JsonObject Stop(JsonObject request, Func<JsonNode?, JsonNode?> change)
    {
        if (request.ContainsKey("stop"))
            request["stop"] = change(request["stop"])?.DeepClone();
        return request;
    }
}
