using System.Text.Json.Nodes;
using Kvv.Conformance.Tests.PreVerification;

namespace Kvv.SelfTests.Proofs;

/// <summary>Free and forced choices of tools.</summary>
internal sealed class ToolChoiceProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("TOOL-AUTO-001", "tc-markers-in-content"),
        Proof.ByFault("TOOL-AUTO-001", "tc-finish-stop"),
        Proof.ByFault("TOOL-AUTO-001", "tc-swallowed-unclosed-think"),
        Proof.ByFault("TOOL-AUTO-002", "rv-tools-silently-dropped"),
        Proof.ByRequest("TOOL-AUTO-003", "the model calls the tool, whatever the user says", AskForWeather),
        Proof.ByMangling("TOOL-AUTO-004", "tool_choice without tools meets 400", c => c.Refused(400), "kimi-k3"),
        Proof.ByMangling("TOOL-AUTO-004", "tool_choice without tools meets 500", CrashOnChoice),
        Proof.ByFault("TOOL-NONE-001", "tc-none-ignored"),
        Proof.ByFault("TOOL-NONE-002", "tc-none-ignored"),
        Proof.ByMangling("TOOL-NONE-003", "tool_choice without tools meets 400", c => c.Refused(400), "kimi-k3"),
        Proof.ByMangling("TOOL-NONE-003", "tool_choice without tools meets 500", CrashOnChoice),
        Proof.ByFault("TOOL-PROSE-001", "tc-markup-without-tools"),
        Proof.ByFault("TOOL-PROSE-001", "tc-markup-without-tools", "kimi-k3"),
        Accepting("TOOL-CHOICE-001"),
        Proof.ByMangling("TOOL-CHOICE-001", "an unknown tool_choice meets 500", CrashOnChoice),
        Accepting("TOOL-CHOICE-002"),
        Accepting("TOOL-CHOICE-003"),

        Proof.ByFault("TOOL-REQ-001", "tc-required-ignored"),
        Proof.ByFault("TOOL-REQ-001", "tc-forced-args-raw-markup"),
        Proof.ByFault("TOOL-REQ-002", "tc-required-runaway"),
        Accepting("TOOL-REQ-003"),
        Accepting("TOOL-REQ-004"),
        Proof.ByFault("TOOL-FORCE-001", "rv-forced-choice-thinking-500"),
        Proof.ByMangling("TOOL-FORCE-001", "a forced choice is accepted and gets prose", c => c.Accepted("It is sunny in Beijing.")),
        Accepting("TOOL-FORCE-002"),
        Accepting("TOOL-FORCE-003"),
        Proof.ByFault("TOOL-FORCE-004", "rc-lost-when-forced", "kimi-k3"),
        Proof.ByFault("TOOL-NAMED-001", "tc-named-wrong", "generic-openai"),
        Proof.ByRequest("TOOL-NAMED-001", "the object form is read as required", r => With(r, "tool_choice", "required"), "generic-openai"),
        Accepting("TOOL-NAMED-002", "generic-openai"),
        Proof.ByMangling("TOOL-NAMED-003", "the object form of tool_choice meets 500", CrashOnChoice, "kimi-k3"),
        Proof.ByMangling("TOOL-NAMED-003", "a named tool is accepted while thinking and gets prose", c => c.Accepted("It is sunny in Beijing.")),
        Proof.ByFault("TOOL-NAMED-004", "tc-finish-stop:stream", "generic-openai"),
    ];

    internal static Proof Accepting(string requirement, string profile = "kimi-k2.6") =>
        Proof.ByMangling(requirement, "what must be refused is answered with 200", c => c.Accepted(), profile);

    internal static JsonObject With(JsonObject request, string member, JsonNode? value)
    {
        request[member] = value;
        return request;
    }

    private static JsonObject AskForWeather(JsonObject request)
    {
        request["messages"]![0]!["content"] = SampleTools.AskWeather;
        return request;
    }

    private static MangledCall CrashOnChoice(MangledCall call) => call.Asked("tool_choice") is null ? call : call.Refused(500, "internal error");
}
