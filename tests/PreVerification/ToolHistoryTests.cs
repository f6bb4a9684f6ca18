using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Earlier calls as clients send them back: foreign and wrong ids, odd and broken arguments.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolHistoryTests
{
    // CALLS-ID-001: ids that another endpoint gave out are accepted.
    [Requirement("CALLS-ID-001")]
    public Task ForeignIdsAreAccepted(Probe probe) => Task.WhenAll(ForeignIds.Select(id =>
        probe.Send(Turn(probe, id, id)).MustSucceed($"a history whose call has the id \"{id}\"")));

    // CALLS-ID-002: the spelling of an id does not change the prompt.
    [Requirement("CALLS-ID-002", Transfer = TransferAxis.Whole)]
    public async Task IdsDoNotChangeThePrompt(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.CallId.Pattern is not null, "form of tool-call ids");
        var own = await probe.PromptTokens(Turn(probe, History.Id(0), History.Id(0)), "a history with the model's own ids");
        foreach (var id in ForeignIds)
        {
            var foreign = await probe.PromptTokens(Turn(probe, id, id), $"the same history with the id {id}");
            probe.Must(own == foreign, $"a history costs the same prompt_tokens with the id {History.Id(0)} and with {id}", string.Create(CultureInfo.InvariantCulture, $"{own} and {foreign}"));
        }
    }

    // CALLS-ID-003: a result for a call that nobody made is refused.
    [Requirement("CALLS-ID-003")]
    public Task UnknownIdIsRefused(Probe probe) =>
        probe.Send(Turn(probe, History.Id(0), "functions.read_meter:7")).MustBeRefused("a tool result whose tool_call_id names no call", 400, 422);

    // CALLS-ID-004: a result without an id is refused.
    [Requirement("CALLS-ID-004")]
    public Task MissingIdIsRefused(Probe probe)
    {
        var result = History.Result("", "5417 kWh");
        result.Remove("tool_call_id");
        return probe.Send(Turn(probe, History.Call(probe, History.Id(0)), result)).MustBeRefused("a tool result without tool_call_id", 400, 422);
    }

    // CALLS-ID-005: a wrong or missing id is the client's mistake: never a server error.
    [Requirement("CALLS-ID-005")]
    public async Task WrongIdsBreakNothing(Probe probe)
    {
        var result = History.Result("", "5417 kWh");
        result.Remove("tool_call_id");
        await probe.Send(Turn(probe, History.Call(probe, History.Id(0)), result)).MustBeServedOrRefused("a tool result without tool_call_id");
        await probe.Send(Turn(probe, History.Id(0), "call_of_nobody")).MustBeServedOrRefused("a tool result whose tool_call_id names no call");
    }

    // CALLS-ID-006: parallel calls of which one has no result are refused.
    [Requirement("CALLS-ID-006")]
    public Task UnansweredCallIsRefused(Probe probe)
    {
        var calls = History.Calls(probe, (History.Id(0), """{"meter":"north"}"""), (History.Id(1), """{"meter":"south"}"""));
        return probe.Send(Turn(probe, calls, History.Result(History.Id(0), "5417 kWh"))).MustBeRefused("a history in which one of two calls has no result", 400, 422);
    }

    // CALLS-ID-007: a result without any call before it is refused.
    [Requirement("CALLS-ID-007")]
    public Task StrayResultIsRefused(Probe probe) =>
        probe.Send(probe.Request([History.User("Good morning."), History.Result(History.Id(0), "5417 kWh")], 32).WithMeter()).MustBeRefused("a tool result without a call before it", 400, 422);

    // CALLS-ARGS-001: broken arguments in an old call are not a server error.
    [Requirement("CALLS-ARGS-001")]
    public Task BrokenArgumentsBreakNothing(Probe probe) => Task.WhenAll(BrokenArguments.Select(a =>
        probe.Send(Turn(probe, History.Call(probe, History.Id(0), a), History.Result(History.Id(0), "error: no such meter"))).MustBeServedOrRefused($"a history whose call has the arguments {a}")));

    // CALLS-ARGS-002: the model's own mistake of an earlier turn does not end the conversation: broken arguments are taken back.
    [Requirement("CALLS-ARGS-002", Transfer = TransferAxis.Whole)]
    public Task BrokenArgumentsAreTakenBack(Probe probe)
    {
        probe.Requires(probe.Profile.Maker == "Moonshot AI", "tolerance for broken arguments of earlier calls");
        return Task.WhenAll(BrokenArguments.Select(a =>
            probe.Send(Turn(probe, History.Call(probe, History.Id(0), a), History.Result(History.Id(0), "error: no such meter"))).MustSucceed($"a history whose call has the arguments {a}")));
    }

    // CALLS-ARGS-003: a call without arguments is taken back as {}.
    [Requirement("CALLS-ARGS-003")]
    public Task EmptyObjectIsAccepted(Probe probe) =>
        probe.Send(Turn(probe, History.Call(probe, History.Id(0), "{}"), History.Result(History.Id(0), "5417 kWh"))).MustSucceed("a history whose call has the arguments {}");

    // CALLS-ARGS-004: very long arguments of an earlier call are in the prompt.
    [Requirement("CALLS-ARGS-004", Transfer = TransferAxis.Whole)]
    public async Task LongArgumentsAreInThePrompt(Probe probe)
    {
        var text = string.Concat(Enumerable.Range(1, 150).Select(i => string.Create(CultureInfo.InvariantCulture, $"Line {i} of the note to the meter. ")));
        var brief = await probe.PromptTokens(Turn(probe, History.Call(probe, History.Id(0)), History.Result(History.Id(0), "5417 kWh")), "a history with short arguments");
        var full = await probe.PromptTokens(Turn(probe, History.Call(probe, History.Id(0), $$"""{"meter":"north","note":"{{text}}"}"""), History.Result(History.Id(0), "5417 kWh")), "a history with long arguments");
        probe.Must(
            full - brief > text.Length / 12,
            string.Create(CultureInfo.InvariantCulture, $"arguments of {text.Length} characters in an earlier call add at least {text.Length / 12} prompt_tokens"),
            string.Create(CultureInfo.InvariantCulture, $"{brief} with short arguments, {full} with long ones"));
    }

    private static string[] ForeignIds => ["call_8Kq2vTn1", "0b7e2f64-6a1d-4c8e-9a55-3f2b1c0d9e87"];

    private static string[] BrokenArguments => ["{\"meter\":\"north\"", "", "north", "[1,2]"];

    private static ChatRequest Turn(Probe probe, string callId, string resultId) => Turn(probe, History.Call(probe, callId), History.Result(resultId, "5417 kWh"));

    private static ChatRequest Turn(Probe probe, JsonObject call, JsonObject result) =>
        probe.Request(History.ToolTurn(probe, call, result), 64).WithMeter();
}
