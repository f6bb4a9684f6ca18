namespace Kvv.SelfTests.Proofs;

/// <summary>Reasoning that comes back with the history.</summary>
internal sealed class ThinkingHistoryProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("HIST-KEEP-001", "tt-thinking-history-dropped"),
        Proof.ByRequest("HIST-KEEP-002", "earlier reasoning is cut to 20 characters", r => r.EachOf(m =>
        {
            foreach (var name in (string[])["reasoning_content", "reasoning"])
            {
                if (m.Text(name) is { Length: > 20 } text)
                    m[name] = text[..20];
            }
        })),
        Proof.ByRequest("HIST-FIELD-001", "reasoning_content is sent, but not read", r => r.EachOf(m => m.Remove("reasoning_content"))),
        Proof.ByRequest("HIST-FIELD-002", "reasoning is not read", r => r.EachOf(m => m.Remove("reasoning"))),
        Proof.ByRequest("HIST-DROP-001", "old reasoning is printed before its answer", r => r.EachOf(m =>
        {
            if (m.Text("reasoning_content") is { } text)
                m["content"] = text + m.Text("content");
        })),
        Proof.ByFault("HIST-DEFAULT-001", "tt-thinking-history-dropped", "kimi-k2.7-code"),
        Proof.ByFault("HIST-TURN-001", "tt-thinking-history-dropped"),
        Proof.ByFault("ECHO-WITH-001", "rv-extra-message-field"),
        Proof.ByMangling("ECHO-WITHOUT-001", "refusals become answers", c => c.Accepted()),
        Proof.ByMangling("ECHO-WITHOUT-002", "refusals become answers", c => c.Accepted()),
        Proof.ByFault("ECHO-WITHOUT-003", "ml-echo-400", "kimi-k3"),
        Proof.ByMangling("ECHO-OFF-001", "a tool turn without reasoning is always refused", Counts.Refusing(r => r.Messages().Any(m => m.Calls().Any() && !m.ContainsKey("reasoning_content")))),
        Proof.ByMangling("ECHO-PLAIN-001", "an earlier answer without reasoning is refused", Counts.Refusing(r => r.Messages().Any(m => m.Text("role") == "assistant" && !m.ContainsKey("reasoning_content")))),
    ];
}
