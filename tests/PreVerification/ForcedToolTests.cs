using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>A forced choice of tools (required, or a tool by name) is obeyed or clearly refused, as the profile says; it never breaks the endpoint.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ForcedToolTests
{
    private const string SmallTalk = "Good morning! How are you?";

    // TOOL-REQ-001: with tool_choice required, a tool is called even when the question needs none.
    [Requirement("TOOL-REQ-001", Thinking = ThinkingAxis.Both)]
    public async Task RequiredCallsATool(Probe probe)
    {
        Require(probe, ToolChoice.Required);
        var called = await probe.Send(probe.AskWithWeather(SmallTalk).With("tool_choice", "required")).MustCall("get_weather", "with tool_choice required");
        called.Must(called.Arguments.Text("city") is not null, "the arguments hold the string city that the schema requires");
    }

    // TOOL-REQ-002: with tool_choice required, a task for one call gives one, not the same call over and over until the cap.
    [Requirement("TOOL-REQ-002")]
    public async Task RequiredComesToAnEnd(Probe probe)
    {
        Require(probe, ToolChoice.Required);
        // Room for a short call; with thinking on, for the thought before it as well.
        var cap = probe.Thinking == ThinkingMode.On ? 4096 : 1024;
        var answer = await probe.Send(probe.Ask(SampleTools.AskWeather, cap).WithTools(SampleTools.Weather()).With("tool_choice", "required")).MustSucceed("tool_choice required");
        var most = answer.Choice.ToolCalls.GroupBy(c => (c.Name, c.Arguments)).Select(g => g.Count()).DefaultIfEmpty(0).Max();
        // A model may ask twice; a grammar without an upper bound asks until it is stopped.
        answer.Must(most is >= 1 and <= 3, "with tool_choice required, one question gives one call, at most three equal ones", $"{most} equal calls")
            .Must(answer.Choice.FinishReason == "tool_calls", "with tool_choice required, one short call ends with finish_reason tool_calls");
    }

    // TOOL-REQ-003: tool_choice required without tools is refused.
    [Requirement("TOOL-REQ-003")]
    public Task RequiredWithoutToolsIsRefused(Probe probe) =>
        probe.Send(probe.Ask(SmallTalk, 64).With("tool_choice", "required")).MustBeRefused("tool_choice required in a request without tools", 400, 422);

    // TOOL-REQ-004: tool_choice required with an empty list of tools is refused.
    [Requirement("TOOL-REQ-004")]
    public Task RequiredWithEmptyToolsIsRefused(Probe probe) =>
        probe.Send(probe.Ask(SmallTalk, 64).WithTools().With("tool_choice", "required")).MustBeRefused("tool_choice required with tools []", 400, 422);

    // TOOL-FORCE-001: where the model does not take required while thinking, it is refused or obeyed; prose or a crash is neither.
    [Requirement("TOOL-FORCE-001", Thinking = ThinkingAxis.On)]
    public async Task RequiredWhileThinkingIsRefusedOrObeyed(Probe probe)
    {
        RequireRefused(probe, ToolChoice.Required, "required");
        var (answer, served) = await probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", "required")).MustBeServedOrRefused("tool_choice required with thinking on");
        if (served)
            answer.MustCall("get_weather", "with tool_choice required accepted while thinking");
    }

    // TOOL-FORCE-002: the maker refuses required while the model thinks.
    [Requirement("TOOL-FORCE-002", Thinking = ThinkingAxis.On)]
    public Task RequiredWhileThinkingIsRefused(Probe probe)
    {
        RequireRefused(probe, ToolChoice.Required, "required");
        return probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", "required")).MustBeRefused("tool_choice required with thinking on");
    }

    // TOOL-FORCE-003: the maker refuses a named tool while the model thinks.
    [Requirement("TOOL-FORCE-003", Thinking = ThinkingAxis.On)]
    public Task NamedWhileThinkingIsRefused(Probe probe)
    {
        RequireRefused(probe, ToolChoice.Named, "a named tool");
        return probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", SampleTools.Named("get_weather"))).MustBeRefused("a named tool_choice with thinking on");
    }

    // TOOL-FORCE-004: where required works while thinking, it leaves the thinking on: what is thought about with auto is with required.
    [Requirement("TOOL-FORCE-004", Thinking = ThinkingAxis.On)]
    public async Task RequiredLeavesThinkingOn(Probe probe)
    {
        Require(probe, ToolChoice.Required);
        var free = await probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", "auto")).MustSucceed("tool_choice auto with thinking on");
        if (string.IsNullOrEmpty(free.Choice.Reasoning))
            throw Probe.Undecided("the same request with tool_choice auto is not thought about either");
        var forced = await probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", "required")).MustSucceed("tool_choice required with thinking on");
        forced.Must(!string.IsNullOrEmpty(forced.Choice.Reasoning), "with thinking on, a forced call is thought about as a free one is", $"{free.Choice.Reasoning!.Length} characters of reasoning with auto, none with required");
    }

    // TOOL-NAMED-001: the tool that tool_choice names is called, even where the question calls for another.
    [Requirement("TOOL-NAMED-001", Thinking = ThinkingAxis.Both)]
    public async Task NamedToolIsCalled(Probe probe)
    {
        Require(probe, ToolChoice.Named);
        var called = await probe.Send(Named(probe)).MustCall("get_time", "with tool_choice naming get_time", named: true);
        called.Answer.Must(called.Answer.Choice.ToolCalls.All(c => c.Name == "get_time"), "with tool_choice naming get_time, no other tool is called");
    }

    // TOOL-NAMED-002: a named tool that is not declared is refused.
    [Requirement("TOOL-NAMED-002")]
    public Task UnknownNameIsRefused(Probe probe)
    {
        Require(probe, ToolChoice.Named);
        return probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", SampleTools.Named("get_tides"))).MustBeRefused("tool_choice naming a tool that is not declared", 400, 404, 422);
    }

    // TOOL-NAMED-003: the object form of tool_choice is answered or refused on every model, never broken on; a model whose maker refuses it does not pass over it in silence.
    [Requirement("TOOL-NAMED-003", Thinking = ThinkingAxis.Both)]
    public async Task NamedFormIsAnsweredOrRefused(Probe probe)
    {
        var (answer, served) = await probe.Send(Named(probe)).MustBeServedOrRefused("a tool_choice that names a tool");
        if (served && probe.Thinking == ThinkingMode.On && probe.Profile.Tools.Choices.RefusedOn.Contains(ToolChoice.Named))
            answer.MustCall("get_time", "with a named tool_choice accepted while thinking", named: true);
    }

    // TOOL-NAMED-004: a named choice ends with the same finish_reason whole and streamed; which of stop and tool_calls it is differs between healthy engines.
    [Requirement("TOOL-NAMED-004", Transfer = TransferAxis.Whole)]
    public async Task NamedFinishAgreesBetweenModes(Probe probe)
    {
        Require(probe, ToolChoice.Named);
        var whole = await probe.Send(Named(probe)).MustSucceed("a tool_choice that names a tool");
        var stream = await probe.Send(Named(probe).With("stream", true).With("stream_options", new JsonObject { ["include_usage"] = true })).MustSucceed("the same, streamed");
        whole.Must(
            whole.Choice.FinishReason == stream.Choice.FinishReason,
            "a named tool_choice ends with the same finish_reason whole and streamed",
            $"whole {whole.Choice.FinishReason ?? "(absent)"}, streamed {stream.Choice.FinishReason ?? "(absent)"}");
    }

    private static Kvv.Wire.ChatRequest Named(Probe probe) =>
        probe.Ask("How is the weather in Beijing?", 4096).WithTools(SampleTools.Weather(), SampleTools.Time()).With("tool_choice", SampleTools.Named("get_time"));

    private static void Require(Probe probe, ToolChoice choice) =>
        probe.Requires(probe.Profile.Tools.Choices.For(probe.Thinking).Contains(choice), $"tool_choice {choice.ToString().ToLowerInvariant()} in this mode");

    private static void RequireRefused(Probe probe, ToolChoice choice, string word) =>
        probe.Requires(probe.Profile.Tools.Choices.RefusedOn.Contains(choice), $"refusal of {word} while thinking");
}
