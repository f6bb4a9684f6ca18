using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Ids, several calls, declarations, names and arguments of tools.</summary>
internal sealed class ToolCallProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("TOOL-ID-001", "tc-id-foreign"),
        Proof.ByFault("TOOL-ID-002", "tc-id-foreign"),
        Proof.ByFault("TOOL-ID-003", "tc-id-repeats-across-turns"),
        Proof.ByFault("TOOL-ID-003", "tc-id-repeats-across-turns", "kimi-k3"),
        Proof.ByFault("TOOL-ID-004", "tc-id-repeats-across-turns"),
        Proof.ByMangling("TOOL-ID-005", "foreign ids in the history end in prose", c => c.Asked("messages")?.Contains("call_8f3ac21e", StringComparison.Ordinal) == true ? c.Answered("I would call a tool now.") : c),
        Proof.ByRequest("TOOL-PAR-001", "a message never holds a second call", r => ToolChoiceProofs.With(r, "parallel_tool_calls", false)),
        Proof.ByFault("TOOL-PAR-002", "tc-args-truncated-bundle"),
        Proof.ByMangling("TOOL-PAR-002", "all calls of a message have the same id", c => c.EachMessage(m => EachCall(m, call => call["id"] = call.ContainsKey("id") ? "functions.get_weather:0" : null))),
        Proof.ByFault("TOOL-INDEX-001", "tc-index-reused"),
        Proof.ByFault("TOOL-INDEX-001", "tc-index-missing"),
        Proof.ByFault("TOOL-INDEX-001", "tc-index-drift"),
        Proof.ByMangling("TOOL-LOAD-001", "one stream of twelve has empty lists of calls", c => c.Asked("messages")?.Contains("Ticket 7", StringComparison.Ordinal) == true ? c.EachMessage(EmptyCalls) : c),
        Proof.ByMangling("TOOL-LOAD-001", "five replies of twelve are prose", c => c.Asked("messages") is { } asked && (asked.Contains("Ticket 2", StringComparison.Ordinal) || asked.Contains("Ticket 1", StringComparison.Ordinal)) ? c.Answered("It is sunny.") : c),
        Proof.ByFault("TOOL-PAR-003", "tc-parallel-false-ignored"),
        Proof.ByFault("TOOL-TEXT-001", "tc-text-before-call-lost"),
        Proof.ByFault("TOOL-MODES-001", "sw-stream-differs"),
        Proof.ByFault("TOOL-MODES-001", "tc-finish-stop:stream"),

        .. Refused("TOOL-DECL-001", "TOOL-DECL-002", "TOOL-DECL-003", "TOOL-DECL-004", "TOOL-DECL-005", "TOOL-DECL-006", "TOOL-DECL-012"),
        Proof.ByFault("TOOL-DECL-007", "tc-one-delta-dropped"),
        Proof.ByMangling("TOOL-DECL-008", "an empty list of tools meets 500", CrashOnTools),
        Proof.ByFault("TOOL-DECL-009", "rv-tools-silently-dropped"),
        Proof.ByFault("TOOL-DECL-010", "rv-tools-silently-dropped"),
        Proof.ByRequest("TOOL-DECL-010", "only the first sixteen tools reach the model", r => ToolChoiceProofs.With(r, "tools", new JsonArray([.. r["tools"]!.AsArray().Take(16).Select(t => t!.DeepClone())]))),
        Proof.ByMangling("TOOL-DECL-011", "a schema with anyOf and $ref meets 500", CrashOnTools),

        Proof.ByFault("TOOL-NAME-001", "tc-name-charset"),
        Proof.ByMangling("TOOL-NAME-002", "names come back in lower case", c => c.EachMessage(m => EachCall(m, LowerName))),
        Proof.ByFault("TOOL-NAME-003", "tc-name-split"),
        Proof.ByMangling("TOOL-NAME-004", "the longest name meets 400", c => c.Asked("tools") is null ? c : c.Refused(400)),
        .. Refused("TOOL-NAME-005", "TOOL-NAME-007", "TOOL-NAME-008"),
        Proof.ByMangling("TOOL-NAME-006", "a dotted name is accepted and cannot be called", c => c.Accepted("I have no such tool.")),

        Proof.ByFault("TOOL-ARGS-001", "tc-args-stringified"),
        Proof.ByFault("TOOL-ARGS-001", "rv-tool-schema-type-rejected"),
        Proof.ByFault("TOOL-ARGS-002", "tc-args-overcoerced"),
        Proof.ByFault("TOOL-ARGS-003", "tc-args-entity-decoded"),
        Proof.ByFault("TOOL-ARGS-004", "tc-args-cut-at-literal"),
        Proof.ByFault("TOOL-ARGS-005", "tc-markup-in-args"),
        Proof.ByFault("TOOL-ARGS-005", "tc-args-invalid-json"),
        Proof.ByFault("TOOL-ARGS-006", "tc-optional-args-dropped"),
        Proof.ByFault("TOOL-ARGS-007", "tc-args-double-encoded"),
        Proof.ByFault("TOOL-ARGS-008", "tc-large-args-lost"),
        Proof.ByFault("TOOL-ARGS-009", "tt-schema-reordered"),
    ];

    private static IEnumerable<Proof> Refused(params string[] requirements) => requirements.Select(r => ToolChoiceProofs.Accepting(r));

    private static MangledCall CrashOnTools(MangledCall call) => call.Asked("tools") is null ? call : call.Refused(500, "internal error");

    private static void EachCall(JsonObject message, Action<JsonObject> change)
    {
        foreach (var call in message["tool_calls"]?.AsArray().OfType<JsonObject>() ?? [])
            change(call);
    }

    private static void EmptyCalls(JsonObject message)
    {
        if (message.ContainsKey("tool_calls"))
            message["tool_calls"] = new JsonArray();
    }

    private static void LowerName(JsonObject call)
    {
        if (call["function"] is JsonObject function && function["name"]?.GetValue<string>() is { } name)
            function["name"] = name.ToLowerInvariant();
    }
}
