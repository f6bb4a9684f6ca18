using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Tools are called when asked for, and only then: the free values of tool_choice, and malformed ones.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolChoiceTests
{
    // TOOL-AUTO-001: with tool_choice auto, a question that needs the tool gives one usable call.
    [Requirement("TOOL-AUTO-001", Thinking = ThinkingAxis.Both)]
    public Task AutoCallsTheTool(Probe probe) => CallsForBeijing(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", "auto"), probe, "with tool_choice auto");

    // TOOL-AUTO-002: a request with tools and without tool_choice is one with auto.
    [Requirement("TOOL-AUTO-002")]
    public Task AbsentMeansAuto(Probe probe) => CallsForBeijing(probe.AskWithWeather(SampleTools.AskWeather), probe, "with tools and no tool_choice");

    // TOOL-AUTO-003: with tool_choice auto, a request that forbids tools gets words.
    [Requirement("TOOL-AUTO-003")]
    public Task AutoLeavesTheToolAlone(Probe probe) =>
        probe.Send(probe.AskWithWeather("Do not call any tool. Reply with only the word OK.").With("tool_choice", "auto")).MustSpeak("with tool_choice auto and a request that forbids tools");

    // TOOL-AUTO-004: without tools, tool_choice auto changes nothing; where the maker does not say so, it may be refused.
    [Requirement("TOOL-AUTO-004")]
    public Task AutoWithoutTools(Probe probe) => WithoutTools(probe, ToolChoice.Auto, "auto");

    // TOOL-NONE-001: with tool_choice none, no tool is called, however tempting the question.
    [Requirement("TOOL-NONE-001", Thinking = ThinkingAxis.Both)]
    public async Task NoneCallsNoTool(Probe probe)
    {
        RequireNone(probe);
        var answer = await probe.Send(probe.AskWithWeather(SampleTools.AskWeather).With("tool_choice", "none")).MustSucceed("tool_choice none");
        answer.Must(answer.Choice.ToolCalls.Count == 0, "with tool_choice none, no tool is called")
            .Must(answer.Choice.FinishReason != "tool_calls", "with tool_choice none, finish_reason is not tool_calls");
    }

    // TOOL-NONE-002: with tool_choice none after a tool's result, the reply is words, not the next call.
    [Requirement("TOOL-NONE-002")]
    public Task NoneEndsTheLoop(Probe probe)
    {
        RequireNone(probe);
        var id = probe.PastId("get_weather", 0);
        var messages = new JsonArray(
            Probe.UserTurn("Use the tools get_weather and get_time for Beijing, and report both in one sentence."),
            probe.PastCall(id, "get_weather", """{"city":"Beijing"}"""),
            SampleTools.Result(id, """{"sky":"clear","temperature":23}"""));
        return probe.Send(probe.Request(messages, 4096).WithTools(SampleTools.Weather(), SampleTools.Time()).With("tool_choice", "none")).MustSpeak("with tool_choice none after a tool's result");
    }

    // TOOL-NONE-003: without tools, tool_choice none changes nothing; where the maker does not say so, it may be refused.
    [Requirement("TOOL-NONE-003")]
    public Task NoneWithoutTools(Probe probe) => WithoutTools(probe, ToolChoice.None, "none");

    // TOOL-PROSE-001: a tool that is only spoken of, in a request without tools, is not called, and no call markup comes as text.
    [Requirement("TOOL-PROSE-001")]
    public async Task ToolInProseIsNoTool(Probe probe)
    {
        probe.Requires(probe.Profile.ChatFormat.ControlStrings.Count > 0, "control strings of the chat format");
        var answer = await probe.Send(probe.Ask("There is a tool named ring_bell; it rings the bell and takes no arguments. Call it, or say in one sentence that you cannot.", 2048)).MustSucceed("a request that speaks of a tool and declares none");
        answer.Must(answer.Choice.ToolCalls.Count == 0, "without declared tools, no tool is called")
            .MustNotShow("without declared tools, the text holds no call markup of the chat format", AnomalyKinds.ControlStringInContent, AnomalyKinds.ControlStringInReasoning);
    }

    // TOOL-CHOICE-001: an unknown word as tool_choice is refused.
    [Requirement("TOOL-CHOICE-001")]
    public Task UnknownWordIsRefused(Probe probe) =>
        probe.Send(probe.AskWithWeather("Say hello.").With("tool_choice", "bogus")).MustBeRefused("tool_choice \"bogus\"", 400, 422);

    // TOOL-CHOICE-002: a tool_choice of the wrong type is refused.
    [Requirement("TOOL-CHOICE-002")]
    public Task WrongTypeIsRefused(Probe probe) =>
        probe.Send(probe.AskWithWeather("Say hello.").With("tool_choice", 7)).MustBeRefused("tool_choice 7, a number", 400, 422);

    // TOOL-CHOICE-003: an object that names no function is refused.
    [Requirement("TOOL-CHOICE-003")]
    public Task ObjectWithoutFunctionIsRefused(Probe probe) =>
        probe.Send(probe.AskWithWeather("Say hello.").WithRaw("tool_choice", """{"type":"function"}""")).MustBeRefused("tool_choice {\"type\":\"function\"} without the function's name", 400, 422);

    private static async Task CallsForBeijing(ChatRequest request, Probe probe, string when)
    {
        var called = await probe.Send(request).MustCall("get_weather", $"{when} and a question that needs the tool");
        var city = called.Arguments.Text("city");
        called.Must(city is not null, "the arguments hold the string city")
            .Must(city!.Contains("Beijing", StringComparison.OrdinalIgnoreCase) || city.Contains("北京", StringComparison.Ordinal), "the call asks for Beijing");
    }

    private static async Task WithoutTools(Probe probe, ToolChoice choice, string word)
    {
        var what = $"tool_choice {word} in a request without tools";
        var pending = probe.Send(probe.Ask("Good morning! How are you?", 2048).With("tool_choice", word));
        var (answer, served) = probe.Profile.Tools.Choices.WithoutTools.Contains(choice) ? (await pending.MustSucceed(what), true) : await pending.MustBeServedOrRefused(what);
        if (served)
            answer.MustSpeak($"with {what}");
    }

    private static void RequireNone(Probe probe) =>
        probe.Requires(probe.Profile.Tools.Choices.For(probe.Thinking).Contains(ToolChoice.None), "tool_choice none");
}
