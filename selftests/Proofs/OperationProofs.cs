namespace Kvv.SelfTests.Proofs;

/// <summary>The service around the model.</summary>
internal sealed class OperationProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByMangling("OPS-MODELS-001", "the listing is a bare array", c => c.Path.EndsWith("/models", StringComparison.Ordinal) ? c with { Body = """[{"id":"kimi"}]""" } : c),
        Proof.ByFault("OPS-PARALLEL-001", "dk-cross-request-leak").Overlapping(),
        Proof.ByMangling("OPS-IDLE-001", "a stream breaks off when the thinking ends", c => c.WithEvents(e => e.TakeWhile(d => (Mangling.Delta(d)?["content"]?.ToString() ?? "").Length == 0))),
        Proof.ByMangling("OPS-LONG-001", "a stream of more than a thousand events breaks off", c => c.Events().Count > 1000 ? c.WithEvents(e => e.Take(1000)) : c).AtTier("full"),
        Proof.ByFault("OPS-REPEAT-001", "dk-garbage-always"),
    ];
}
