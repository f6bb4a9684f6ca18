using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Text, free JSON and JSON by a schema.</summary>
internal sealed class ResponseFormatProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByMangling("FORMAT-TEXT-001", "response_format meets 400", c => c.Asked("response_format") is null ? c : c.Refused(400)),
        Proof.ByFault("FORMAT-OBJECT-001", "so-silently-dropped"),
        Proof.ByMangling("FORMAT-OBJECT-001", "the object stands in a code fence", c => c.EachMessage(m => Rewrite(m, t => $"```json\n{t}\n```"))),
        Proof.ByFault("FORMAT-OBJECT-002", "so-silently-dropped"),
        Proof.ByFault("FORMAT-CAP-001", "sa-cap-reports-stop"),
        Proof.ByFault("FORMAT-WHITE-001", "so-whitespace-runaway"),
        Proof.ByMangling("FORMAT-COMPACT-001", "schema output has line breaks", c => c.EachMessage(m => Rewrite(m, t => t.Replace(",", ",\n", StringComparison.Ordinal)))),
        Proof.ByFault("FORMAT-TOOLS-001", "so-channel-parse-500"),

        Proof.ByFault("FORMAT-SCHEMA-001", "so-ignored-without-thinking"),
        Proof.ByFault("FORMAT-SCHEMA-001", "so-keyword-dropped"),
        Proof.ByFault("FORMAT-SCHEMA-002", "so-nonascii-property"),
        Proof.ByFault("FORMAT-SCHEMA-003", "so-nonascii-property"),
        Proof.ByMangling("FORMAT-SCHEMA-004", "a number comes as a string", c => c.Answered("""{"city":"Beijing","temperature":"23"}""")),
        Proof.ByMangling("FORMAT-SCHEMA-004", "a member comes on top", c => c.Answered("""{"city":"Beijing","temperature":23,"unit":"C"}""")),
        .. Dropped("FORMAT-SCHEMA-005", "FORMAT-SCHEMA-006", "FORMAT-SCHEMA-007", "FORMAT-SCHEMA-009"),
        Proof.ByFault("FORMAT-SCHEMA-008", "so-keyword-dropped"),
        Proof.ByMangling("FORMAT-SCHEMA-008", "the prompt wins over the schema", c => c.Answered("On a clear day the sky is blue.")),
        Proof.ByFault("FORMAT-SCHEMA-010", "so-json-in-reasoning"),
        Proof.ByFault("FORMAT-KEYWORD-001", "so-keyword-dropped"),
        Proof.ByFault("FORMAT-KEYWORD-002", "so-silently-dropped"),
        Proof.ByFault("FORMAT-KEYWORD-003", "so-keyword-dropped"),
        Proof.ByMangling("FORMAT-KEYWORD-004", "bounds are not enforced", c => c.Answered("""{"grade":9,"marks":[1,2,3,4,5,6,7,8,9,10]}""")),
        Proof.ByFault("FORMAT-THINK-001", "so-disables-thinking"),

        Proof.ByFault("FORMAT-BAD-001", "rv-malformed-format-500"),
        .. Enumerable.Range(1, 12).Select(i => ToolChoiceProofs.Accepting($"FORMAT-BAD-{i:000}")),
    ];

    private static IEnumerable<Proof> Dropped(params string[] requirements) => requirements.Select(r => Proof.ByFault(r, "so-silently-dropped"));

    private static void Rewrite(JsonObject message, Func<string, string> change)
    {
        if (message["content"] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0)
            message["content"] = change(text);
    }
}
