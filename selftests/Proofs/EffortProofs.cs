using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Efforts of thinking: values, order and amount.</summary>
internal sealed class EffortProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByMangling("EFFORT-VALUE-001", "thinking.effort low is refused", Counts.Refusing(r => Inner(r) == "low"), "kimi-k3"),
        Proof.ByMangling("EFFORT-VALUE-002", "reasoning_effort low is refused", Counts.Refusing(r => r.Text("reasoning_effort") == "low"), "kimi-k3"),
        Proof.ByFault("EFFORT-BAD-001", "rv-effort-500", "kimi-k3"),
        Proof.ByMangling("EFFORT-BAD-002", "an unknown effort is accepted", c => c.Accepted(), "kimi-k3"),
        Proof.ByMangling("EFFORT-KEEP-001", "thinking.keep all is refused", Counts.Refusing(r => (r["thinking"] as JsonObject).Text("keep") == "all")),
        Proof.ByMangling("EFFORT-KEEP-002", "an unknown thinking.keep meets 500", Counts.Refusing(r => (r["thinking"] as JsonObject).Text("keep") is { } keep && keep != "all", 500)),
        Proof.ByFault("EFFORT-AMOUNT-001", "rc-effort-no-effect", "kimi-k3"),
        Proof.ByRequest("EFFORT-DEFAULT-001", "an effort that is left out is low", r => Thinking(r, t => t["effort"] ??= "low"), "kimi-k3"),
        Proof.ByRequest("EFFORT-ORDER-001", "reasoning_effort wins over thinking.effort", r => Thinking(r, t => t["effort"] = r.Text("reasoning_effort") ?? t.Text("effort")), "kimi-k3"),
        Proof.ByRequest("EFFORT-ORDER-002", "reasoning_effort is not read", r => Without(r, "reasoning_effort"), "kimi-k3"),
        Proof.ByRequest("EFFORT-ORDER-003", "reasoning_effort none wins over thinking", r => r.Text("reasoning_effort") == "none" ? Thinking(r, t => t["type"] = "disabled") : r, "kimi-k3"),
        Proof.ByRequest("EFFORT-ORDER-004", "reasoning_effort switches thinking on", r => r.Text("reasoning_effort") is { } e && e != "none" ? Thinking(r, t => t["type"] = "enabled") : r, "kimi-k3"),
    ];

    private static string? Inner(JsonObject request) => (request["thinking"] as JsonObject).Text("effort");

    private static JsonObject Thinking(JsonObject request, Action<JsonObject> change)
    {
        if (request["thinking"] is JsonObject thinking)
            change(thinking);
        return request;
    }

    private static JsonObject Without(JsonObject request, string name)
    {
        request.Remove(name);
        return request;
    }
}
