namespace Kvv.SelfTests.Proofs;

/// <summary>Requirements that exist to tell faults from each other, or to see those that the rest of pre-verification does not.</summary>
internal sealed class DiagnosisProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("CHAT-LONG-001", "dk-speculative-spots"),
        Proof.ByFault("CHAT-LONG-001", "op-total-timeout-cut"),
        Proof.ByFault("CHAT-LONG-001", "op-nonstream-504"),
        Proof.ByFault("TOOL-TEXT-002", "tc-section-text-leak"),
        Hurried(Proof.ByFault("FORMAT-END-001", "dk-speculative-grammar-hang")),
        Proof.ByFault("OPS-GREEDY-001", "dk-batch-variance:concurrency>=1", "generic-openai"),
        Proof.ByFault("SAMPLE-PENALTY-001", "sa-penalty-ignored", "generic-openai"),
        Proof.ByFault("LONG-COUNT-001", "rv-silent-truncation"),
    ];

    // What never ends is waited for no longer than a few seconds.
    private static Proof Hurried(Proof proof) => proof with { Scenario = proof.Scenario with { Settings = new Dictionary<string, string> { ["KVV_REQUEST_TIMEOUT"] = "3s" } } };
}
