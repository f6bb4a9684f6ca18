namespace Kvv.SelfTests.Proofs;

/// <summary>Tools declared in the conversation.</summary>
internal sealed class DynamicToolProofs : IProofSource
{
    private const string Profile = "kimi-k3";

    public IEnumerable<Proof> Proofs =>
    [
        .. Enumerable.Range(1, 14).Where(i => i != 10).Select(i => Proof.ByFault($"DYN-CALL-{i:000}", "rv-dynamic-tools-dropped", Profile)),
        Proof.ByFault("DYN-CALL-010", "tc-none-ignored", Profile),
        Proof.ByFault("DYN-CALL-005", "tc-args-stringified", Profile),
        Proof.ByFault("DYN-CALL-012", "tc-required-ignored", Profile),
        .. Accepting("DYN-PLACE", 3),
        .. Accepting("DYN-SHAPE", 8),
        .. Accepting("DYN-NAME", 4),
        Proof.ByMangling("DYN-NAME-005", "the longest name meets 400", c => c.Asked("messages")?.Contains("\"tools\"", StringComparison.Ordinal) == true ? c.Refused(400) : c, Profile),
        .. Accepting("DYN-DUP", 3),
        .. Accepting("DYN-RESULT", 1),
    ];

    private static IEnumerable<Proof> Accepting(string family, int count) =>
        Enumerable.Range(1, count).Select(i => ToolChoiceProofs.Accepting($"{family}-{i:000}", Profile));
}
