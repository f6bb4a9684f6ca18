using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Declarations of tools: whole ones reach the model, malformed ones are refused.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolDeclarationTests
{
    // TOOL-DECL-001: tools that are no array are refused.
    [Requirement("TOOL-DECL-001")]
    public Task ToolsThatAreNoArrayAreRefused(Probe probe) =>
        probe.Send(probe.Ask("Say hello.", 64).With("tools", SampleTools.Weather())).MustBeRefused("tools that are an object, not an array", 400, 422);

    // TOOL-DECL-002: a tool whose function has no name is refused.
    [Requirement("TOOL-DECL-002")]
    public Task MissingNameIsRefused(Probe probe) =>
        Refused(probe, """{"type":"function","function":{"description":"Does something.","parameters":{"type":"object","properties":{}}}}""", "a tool without function.name");

    // TOOL-DECL-003: a tool without its function is refused.
    [Requirement("TOOL-DECL-003")]
    public Task MissingFunctionIsRefused(Probe probe) => Refused(probe, """{"type":"function"}""", "a tool without function");

    // TOOL-DECL-004: a tool of an unknown type is refused.
    [Requirement("TOOL-DECL-004")]
    public Task UnknownTypeIsRefused(Probe probe) =>
        Refused(probe, """{"type":"bogus","function":{"name":"do_it","parameters":{"type":"object","properties":{}}}}""", "a tool of the type \"bogus\"");

    // TOOL-DECL-005: the same name twice is refused: nobody could tell which one is called.
    [Requirement("TOOL-DECL-005")]
    public Task DoubledNameIsRefused(Probe probe) =>
        probe.Send(probe.Ask("Say hello.", 64).WithTools(SampleTools.Weather(), SampleTools.Weather())).MustBeRefused("two tools of the same name", 400, 422);

    // TOOL-DECL-006: parameters that are no schema object are refused.
    [Requirement("TOOL-DECL-006")]
    public Task ParametersThatAreNoObjectAreRefused(Probe probe) =>
        Refused(probe, """{"type":"function","function":{"name":"do_it","parameters":"city"}}""", "a tool whose parameters are the text \"city\"");

    // TOOL-DECL-007: a tool without parameters is a function without arguments, and is called with an empty object.
    [Requirement("TOOL-DECL-007")]
    public async Task ToolWithoutParametersIsCalled(Probe probe)
    {
        var request = probe.Ask("Use the tool ring_bell to ring the bell.", 4096).WithTools(SampleTools.Function("ring_bell", "Rings the bell.", null));
        await probe.Send(request).MustCall("ring_bell", "with a tool that declares no parameters");
    }

    // TOOL-DECL-008: an empty list of tools is no list of tools; where the endpoint does not take it, it says so.
    [Requirement("TOOL-DECL-008")]
    public async Task EmptyToolsAreTakenOrRefused(Probe probe)
    {
        var (answer, served) = await probe.Send(probe.Ask(ProbeContext.PlainPrompt).WithTools()).MustBeServedOrRefused("tools []");
        if (served)
            answer.MustSpeak("with tools []");
    }

    // TOOL-DECL-009: declared tools are part of the prompt: they cost prompt tokens.
    [Requirement("TOOL-DECL-009", Transfer = TransferAxis.Whole)]
    public async Task ToolsReachThePrompt(Probe probe)
    {
        var bare = await probe.Send(probe.Ask("Say hello.", 16)).MustSucceed();
        var tooled = await probe.Send(probe.Ask("Say hello.", 16).WithTools(SampleTools.Weather())).MustSucceed("a request with a tool");
        if (bare.Reply.Usage?.PromptTokens is not { } without || tooled.Reply.Usage?.PromptTokens is not { } with)
            throw Probe.Undecided("no prompt tokens are reported");
        // The declaration is some 200 characters of JSON: no tokenizer writes it in fewer than 15 tokens.
        tooled.Must(with >= without + 15, "a declared tool adds its declaration to the prompt tokens", string.Create(CultureInfo.InvariantCulture, $"{without} prompt tokens without the tool, {with} with it"));
    }

    // TOOL-DECL-010: among thirty tools the right one is called.
    [Requirement("TOOL-DECL-010", Transfer = TransferAxis.Stream)]
    public async Task TheRightOneOfThirtyIsCalled(Probe probe)
    {
        JsonNode[] tools = [.. Enumerable.Range(1, 30).Select(i => (JsonNode)SampleTools.Function(
            string.Create(CultureInfo.InvariantCulture, $"read_gauge_{i:00}"),
            string.Create(CultureInfo.InvariantCulture, $"Reads gauge {i}."),
            SampleTools.NoArguments))];
        await probe.Send(probe.Ask("Use the tool read_gauge_17 now.", 4096).WithTools(tools)).MustCall("read_gauge_17", "with thirty tools declared");
    }

    // TOOL-DECL-011: parameter schemas with null, unions and definitions are taken, or refused with a word on what is wrong.
    [Requirement("TOOL-DECL-011")]
    public async Task UncommonSchemasAreTakenOrRefused(Probe probe)
    {
        var tool = SampleTools.Function(
            "file_report",
            "Files a report.",
            """
            {"type":"object","properties":{
              "title":{"type":"string"},
              "closed":{"type":"boolean"},
              "owner":{"anyOf":[{"type":"string"},{"type":"null"}]},
              "grade":{"$ref":"#/$defs/grade"}},
             "required":["title","closed","owner","grade"],"additionalProperties":false,
             "$defs":{"grade":{"type":"string","enum":["low","high"]}}}
            """);
        var (answer, served) = await probe.Send(probe.Ask("Use the tool file_report with title \"Tides\", closed true, owner null and grade \"high\".", 4096).WithTools(tool))
            .MustBeServedOrRefused("a tool whose schema has boolean, anyOf with null, and $ref");
        if (served)
            answer.MustCall("file_report", "with boolean, anyOf and $ref in the schema of its arguments");
    }

    // TOOL-DECL-012: a strict that is no boolean is refused.
    [Requirement("TOOL-DECL-012")]
    public Task StrictThatIsNoBooleanIsRefused(Probe probe) =>
        Refused(probe, """{"type":"function","function":{"name":"do_it","strict":[1],"parameters":{"type":"object","properties":{}}}}""", "a tool whose strict is a list");

    private static Task<Answer> Refused(Probe probe, string tool, string what) =>
        probe.Send(probe.Ask("Say hello.", 64).WithTools(JsonNode.Parse(tool))).MustBeRefused(what, 400, 422);
}
