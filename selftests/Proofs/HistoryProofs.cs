using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Messages: their content, their order, and the endpoint's own ones sent back.</summary>
internal sealed class HistoryProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("TURN-NULL-001", "rv-null-content-rejected"),
        Proof.ByFault("TURN-ABSENT-001", "rv-null-content-rejected"),
        Proof.ByFault("TURN-EMPTY-001", "rv-null-content-rejected"),
        Proof.ByRequest("TURN-EMPTY-002", "null content is printed as None", r => r.EachOf(m =>
        {
            if (m.TryGetPropertyValue("content", out var content) && content is null)
                m["content"] = "None";
        })),
        Proof.ByFault("TURN-EMPTY-003", "tt-empty-content-literal"),
        Proof.ByMangling("TURN-EMPTY-004", "an empty earlier answer is refused", Counts.Refusing(r => r.Messages().Any(m => m.Text("role") == "assistant" && m.Text("content") == ""))),
        Proof.ByMangling("TURN-PARTS-001", "parts cost 5 tokens more", c => c.MorePrompt(5, r => r.Messages().Any(m => m["content"] is JsonArray))),
        Proof.ByRequest("TURN-PARTS-002", "only the last part is read", r => r.EachOf(m =>
        {
            if (m["content"] is JsonArray { Count: > 1 } parts)
                m["content"] = new JsonArray(parts[^1]!.DeepClone());
        })),
        Proof.ByRequest("TURN-PARTS-003", "parts of a system message are not read", r => r.EachOf(m =>
        {
            if (m.Text("role") == "system" && m["content"] is JsonArray)
                m["content"] = "";
        })),
        Proof.ByMangling("TURN-PARTS-004", "refusals become answers", c => c.Accepted()),
        Proof.ByMangling("TURN-NAME-001", "a name is refused", Counts.Refusing(r => r.Messages().Any(m => m.ContainsKey("name")))),
        Proof.ByRequest("TURN-SYSTEM-001", "system messages are dropped", WithoutSystem),
        Proof.ByRequest("TURN-SYSTEM-002", "system messages are dropped", WithoutSystem),
        Proof.ByRequest("TURN-SYSTEM-003", "system messages are dropped", WithoutSystem),
        Proof.ByRequest("TURN-SYSTEM-004", "only the first system message is read", r =>
        {
            var first = r.Messages().FirstOrDefault(m => m.Text("role") == "system");
            return r.Keeping((m, _) => m.Text("role") != "system" || ReferenceEquals(m, first));
        }),
        Proof.ByMangling("TURN-ASSISTANT-001", "turns of one role in a row are refused", Counts.Refusing(r => r.Messages().Zip(r.Messages().Skip(1)).Any(p => p.First.Text("role") == p.Second.Text("role")))),
        Proof.ByRequest("TURN-ASSISTANT-002", "of turns of one role in a row the last is read", LastOfEachRun),
        Proof.ByRequest("TURN-USER-001", "of turns of one role in a row the last is read", LastOfEachRun),
        Proof.ByRequest("TURN-DEEP-001", "only the last four messages are read", r =>
        {
            var count = r.Messages().Count();
            return r.Keeping((_, i) => i >= count - 4);
        }),
        Proof.ByFault("TURN-DEEP-001", "dk-garbage-always"),
        Proof.ByRequest("TURN-UPDATE-001", "corrections are not read", r => r.EachOf(m =>
        {
            if (m.Text("content") is { } text && text.StartsWith("Correction", StringComparison.Ordinal))
                m["content"] = text[(text.IndexOf('.', StringComparison.Ordinal) + 2)..];
        })),
        Proof.ByFault("REPLAY-OWN-001", "rv-extra-message-field"),
        Proof.ByFault("REPLAY-OWN-002", "rv-null-content-rejected"),
        Proof.ByFault("REPLAY-NULLS-001", "rv-extra-message-field"),
        Proof.ByFault("REPLAY-REASON-001", "rv-extra-message-field"),
    ];

    private static JsonObject WithoutSystem(JsonObject request) => request.Keeping((m, _) => m.Text("role") != "system");

    private static JsonObject LastOfEachRun(JsonObject request)
    {
        var messages = request.Messages().ToList();
        return request.Keeping((m, i) => i + 1 == messages.Count || messages[i + 1].Text("role") != m.Text("role"));
    }
}
