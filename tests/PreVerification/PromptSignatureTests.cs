using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>
/// The prompt that the model gets is the one its makers built, shown by differences of <c>prompt_tokens</c> between requests
/// that differ in one setting. No text of the makers is needed, and no constant of the engine disturbs.
/// </summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class PromptSignatureTests
{
    // PROMPT-MET-001: response_format text adds nothing to the prompt.
    [Requirement("PROMPT-MET-001", Transfer = TransferAxis.Whole)]
    public Task TextFormatAddsNothing(Probe probe) =>
        Adds(probe, Signature.Of(probe).ResponseFormatText, "response_format text", Signature.Plain(probe), r => r.WithRaw("response_format", """{"type":"text"}"""));

    // PROMPT-MET-002: response_format json_object adds the model's own instruction, of known length.
    [Requirement("PROMPT-MET-002", Transfer = TransferAxis.Whole)]
    public Task JsonObjectAddsItsInstruction(Probe probe) =>
        Adds(probe, Signature.Of(probe).JsonObject, "response_format json_object", Signature.Plain(probe), r => r.WithRaw("response_format", """{"type":"json_object"}"""));

    // PROMPT-MET-003: the efforts of thinking cost what the model's own effort messages cost.
    [Requirement("PROMPT-MET-003", Transfer = TransferAxis.Whole)]
    public async Task EffortsCostTheirMessages(Probe probe)
    {
        var signature = Signature.Of(probe);
        var standard = signature.Efforts.First(e => e.Value == 0).Key;
        foreach (var (effort, tokens) in signature.Efforts.Where(e => e.Key != standard))
            await Adds(probe, tokens, $"reasoning_effort {effort} in place of {standard}", Signature.Plain(probe, standard), r => r.With("reasoning_effort", effort));
    }

    // PROMPT-MET-004: thinking off leaves out what thinking at the default effort puts in.
    [Requirement("PROMPT-MET-004", Transfer = TransferAxis.Whole)]
    public Task ThinkingOffLeavesTheEffortOut(Probe probe)
    {
        var signature = Signature.Of(probe);
        var standard = signature.Efforts.First(e => e.Value == 0).Key;
        return Adds(probe, signature.Off, $"reasoning_effort none in place of {standard}", Signature.Plain(probe, standard), r => r.With("reasoning_effort", "none"));
    }

    // PROMPT-MET-005: tool_choice required and none add the model's own instructions, of known length.
    [Requirement("PROMPT-MET-005", Transfer = TransferAxis.Whole)]
    public async Task ToolChoicesAddTheirInstructions(Probe probe)
    {
        var signature = Signature.Of(probe);
        await Adds(probe, signature.Required, "tool_choice required", Signature.Tool(probe), r => r.With("tool_choice", "required"));
        await Adds(probe, signature.None, "tool_choice none", Signature.Tool(probe), r => r.With("tool_choice", "none"));
    }

    // PROMPT-MET-006: the order in which the results of parallel calls come does not change the prompt.
    [Requirement("PROMPT-MET-006", Transfer = TransferAxis.Whole)]
    public Task ResultOrderChangesNothing(Probe probe)
    {
        _ = Signature.Of(probe);
        ChatRequest Turn(params (string Id, string Text)[] results)
        {
            JsonArray messages =
            [
                History.User("What do the north meter and the south meter show?"),
                History.Calls(probe, ("call_north", """{"meter":"north"}"""), ("call_south", """{"meter":"south"}""")),
                .. results.Select(r => (JsonNode)History.Result(r.Id, r.Text)),
            ];
            return probe.Unswitched(messages).WithMeter();
        }

        return Adds(probe, 0, "the reverse order of two tool results", Turn(("call_north", "5417 kWh"), ("call_south", "nothing at all")), _ => Turn(("call_south", "nothing at all"), ("call_north", "5417 kWh")));
    }

    // PROMPT-MET-007: no effort and the default effort are the same prompt.
    [Requirement("PROMPT-MET-007", Transfer = TransferAxis.Whole)]
    public Task NoEffortIsTheDefaultEffort(Probe probe)
    {
        var standard = Signature.Of(probe).Efforts.First(e => e.Value == 0).Key;
        return Adds(probe, 0, $"reasoning_effort {standard} said aloud", Signature.Plain(probe), r => r.With("reasoning_effort", standard));
    }

    // PROMPT-MET-008: what a message costs does not depend on what else the request asks for.
    [Requirement("PROMPT-MET-008", Transfer = TransferAxis.Whole)]
    public async Task MessagesCostTheSameEverywhere(Probe probe)
    {
        _ = Signature.Of(probe);
        var costs = new List<long>();
        foreach (var form in Forms(probe).Take(4))
        {
            var without = await probe.PromptTokens(form, "a request");
            var messages = JsonNode.Parse(form.Member("messages")!)!.AsArray();
            messages.Insert(0, History.System("The harbour closes at nine in the evening."));
            costs.Add(await probe.PromptTokens(form.With("messages", messages), "the request with a further message") - without);
        }

        probe.Must(costs.Distinct().Count() == 1, "a further system message costs the same in a plain request, with thinking off, with a tool and with json_object", string.Join(", ", costs.Select(c => c.ToString(CultureInfo.InvariantCulture))) + " tokens");
    }

    // PROMPT-MET-009: the same request costs the same whole and streamed, in every form.
    [Requirement("PROMPT-MET-009", Transfer = TransferAxis.Whole)]
    public async Task ModesAgreeInEveryForm(Probe probe)
    {
        _ = Signature.Of(probe);
        foreach (var form in Forms(probe))
            await Adds(probe, 0, "streaming", form, r => r.With("stream", true).WithRaw("stream_options", """{"include_usage":true}"""));
    }

    private static IEnumerable<ChatRequest> Forms(Probe probe) =>
    [
        Signature.Plain(probe),
        Signature.Plain(probe, "none"),
        Signature.Tool(probe),
        Signature.Plain(probe).WithRaw("response_format", """{"type":"json_object"}"""),
        Signature.Tool(probe).With("tool_choice", "required"),
    ];

    private static async Task Adds(Probe probe, long tokens, string what, ChatRequest request, Func<ChatRequest, ChatRequest> set)
    {
        var without = await probe.PromptTokens(request, "a request");
        var with = await probe.PromptTokens(set(request), $"the request with {what}");
        probe.Must(
            with - without == tokens,
            string.Create(CultureInfo.InvariantCulture, $"{what} changes prompt_tokens by {tokens}"),
            string.Create(CultureInfo.InvariantCulture, $"by {with - without}, from {without} to {with}"));
    }
}
