namespace Kvv.SelfTests.Proofs;

/// <summary>The least that a chat endpoint does.</summary>
internal sealed class ChatProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("CHAT-REPLY-001", "sw-empty-success"),
        Proof.ByMangling("CHAT-REPLY-001", "the reply has the role user", c => c.EachMessage(m =>
        {
            if (m.ContainsKey("role"))
                m["role"] = "user";
        })),
        Proof.ByFault("CHAT-SENSE-001", "dk-garbage-always"),
        Proof.ByFault("CHAT-ECHO-001", "sw-utf8-split"),
        Proof.ByFault("CHAT-LITERAL-001", "tt-special-token-injection"),
        Proof.ByMangling("CHAT-MODEL-001", "the listing is empty", c => c.Path.EndsWith("/models", StringComparison.Ordinal) ? c with { Body = """{"object":"list","data":[]}""" } : c),
    ];
}
