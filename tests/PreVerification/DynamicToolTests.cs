using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Tools declared in the conversation itself, on a system message without content: wherever they stand, they can be called.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class DynamicToolTests
{
    private const string Weather = "How is the weather in Beijing?";
    private const string When = "with tools declared on a system message";

    // DYN-CALL-001: a tool declared at the head of the conversation is called.
    [Requirement("DYN-CALL-001")]
    public Task AtTheHead(Probe probe) => CallsWeather(probe, Declared(SampleTools.Weather()), Probe.UserTurn(Weather));

    // DYN-CALL-002: a tool declared in the middle of a conversation is called.
    [Requirement("DYN-CALL-002")]
    public Task InTheMiddle(Probe probe) => CallsWeather(
        probe,
        new JsonObject { ["role"] = "system", ["content"] = "You answer briefly." },
        Probe.UserTurn("Good morning!"),
        new JsonObject { ["role"] = "assistant", ["content"] = "Good morning! How can I help?" },
        Declared(SampleTools.Weather()),
        Probe.UserTurn(Weather));

    // DYN-CALL-003: a tool declared after the question is called.
    [Requirement("DYN-CALL-003")]
    public Task AfterTheQuestion(Probe probe) => CallsWeather(probe, Probe.UserTurn(Weather), Declared(SampleTools.Weather()));

    // DYN-CALL-004: of several tools on one message, one is called.
    [Requirement("DYN-CALL-004")]
    public Task SeveralOnOneMessage(Probe probe) => CallsOneOf(probe, ["get_weather", "get_time", "get_news"], Declared(Bare("get_weather"), Bare("get_time"), Bare("get_news")));

    // DYN-CALL-005: arguments with nested objects come as declared.
    [Requirement("DYN-CALL-005")]
    public async Task NestedArguments(Probe probe)
    {
        var tool = SampleTools.Function(
            "mark_place",
            "Marks a place on the map.",
            """{"type":"object","properties":{"location":{"type":"object","properties":{"lat":{"type":"number"},"lon":{"type":"number"}},"required":["lat","lon"]}},"required":["location"]}""");
        var called = await Required(probe, Declared(tool), Probe.UserTurn("Use the tool mark_place with the arguments {\"location\":{\"lat\":39.9,\"lon\":116.4}}.")).MustCall("mark_place", When);
        called.Must(
            called.Arguments.TryGetProperty("location", out var location) && location.ValueKind == System.Text.Json.JsonValueKind.Object
            && location.TryGetProperty("lat", out var lat) && lat.ValueKind == System.Text.Json.JsonValueKind.Number,
            "the arguments hold the object location with the number lat");
    }

    // DYN-CALL-006: tools of two system messages are both there.
    [Requirement("DYN-CALL-006")]
    public Task TwoMessages(Probe probe) => CallsOneOf(probe, ["get_weather", "get_time"], Declared(Bare("get_weather")), Declared(Bare("get_time")));

    // DYN-CALL-007: strict false is taken.
    [Requirement("DYN-CALL-007")]
    public Task NotStrict(Probe probe)
    {
        var tool = SampleTools.Function("get_weather", "Looks up the present weather of a city.", """{"type":"object","properties":{"city":{"type":"string"}}}""");
        tool["function"]!["strict"] = false;
        return CallsTool(probe, "get_weather", Declared(tool), Probe.UserTurn(Weather));
    }

    // DYN-CALL-008: tools of the request and of a message go together; each can be called.
    [Requirement("DYN-CALL-008")]
    public async Task BesideTopLevelTools(Probe probe)
    {
        Require(probe);
        var messages = new JsonArray(Declared(SampleTools.Weather()), Probe.UserTurn(SampleTools.AskWeather));
        await probe.Send(probe.Request(messages, 4096).WithTools(Bare("get_stock_price")).With("tool_choice", "required")).MustCall("get_weather", $"{When}, beside another in the request");
        messages = [Declared(SampleTools.Weather()), Probe.UserTurn("Use the tool get_stock_price now.")];
        await probe.Send(probe.Request(messages, 4096).WithTools(Bare("get_stock_price")).With("tool_choice", "required")).MustCall("get_stock_price", "with another tool declared on a system message");
    }

    // DYN-CALL-009: with tool_choice auto, and with none at all, a question that needs the tool gets the call.
    [Requirement("DYN-CALL-009", Thinking = ThinkingAxis.Both)]
    public async Task AutoCallsToo(Probe probe)
    {
        Require(probe);
        var request = probe.Request([Declared(SampleTools.Weather()), Probe.UserTurn(SampleTools.AskWeather)], 4096);
        // One spelling in each thinking mode, for the price of one request.
        await (probe.Thinking == ThinkingMode.On
            ? probe.Send(request).MustCall("get_weather", $"{When} and no tool_choice")
            : probe.Send(request.With("tool_choice", "auto")).MustCall("get_weather", $"{When} and tool_choice auto"));
    }

    // DYN-CALL-010: with tool_choice none, they are left alone.
    [Requirement("DYN-CALL-010")]
    public Task NoneLeavesThemAlone(Probe probe)
    {
        Require(probe);
        return probe.Send(probe.Request([Declared(SampleTools.Weather()), Probe.UserTurn(SampleTools.AskWeather)], 4096).With("tool_choice", "none")).MustSpeak($"{When} and tool_choice none");
    }

    // DYN-CALL-011: a tool without parameters is called with an empty object.
    [Requirement("DYN-CALL-011")]
    public Task WithoutParameters(Probe probe) =>
        CallsTool(probe, "ring_bell", Declared(SampleTools.Function("ring_bell", "Rings the bell.", null)), Probe.UserTurn("Use the tool ring_bell to ring the bell."));

    // DYN-CALL-012: absent and null content are as good as empty content.
    [Requirement("DYN-CALL-012")]
    public async Task AbsentAndNullContent(Probe probe)
    {
        var absent = Declared(SampleTools.Weather());
        absent.Remove("content");
        await CallsWeather(probe, absent, Probe.UserTurn(Weather));
        var empty = Declared(SampleTools.Weather());
        empty["content"] = null;
        await CallsWeather(probe, empty, Probe.UserTurn(Weather));
    }

    // DYN-CALL-013: a tool declared once stays declared in the turns after its first call.
    [Requirement("DYN-CALL-013")]
    public Task StaysDeclared(Probe probe)
    {
        var id = probe.PastId("get_weather", 0);
        return CallsTool(
            probe,
            "get_weather",
            Declared(SampleTools.Weather()),
            Probe.UserTurn("How is the weather in Paris?"),
            probe.PastCall(id, "get_weather", """{"city":"Paris"}"""),
            SampleTools.Result(id, """{"sky":"clear","temperature":23}"""),
            Probe.UserTurn(SampleTools.AskWeather));
    }

    // DYN-CALL-014: they are part of the prompt: they cost prompt tokens.
    [Requirement("DYN-CALL-014", Transfer = TransferAxis.Whole)]
    public async Task TheyReachThePrompt(Probe probe)
    {
        Require(probe);
        var bare = await probe.Send(probe.Request([Probe.UserTurn(Weather)], 16)).MustSucceed();
        var tooled = await probe.Send(probe.Request([Declared(SampleTools.Weather()), Probe.UserTurn(Weather)], 16)).MustSucceed("a tool on a system message");
        if (bare.Reply.Usage?.PromptTokens is not { } without || tooled.Reply.Usage?.PromptTokens is not { } with)
            throw Probe.Undecided("no prompt tokens are reported");
        // An empty system message costs a handful of tokens; the declaration is some 200 characters of JSON.
        tooled.Must(with >= without + 20, "a tool declared on a system message adds its declaration to the prompt tokens", string.Create(CultureInfo.InvariantCulture, $"{without} prompt tokens without it, {with} with it"));
    }

    /// <summary>A system message that declares tools.</summary>
    internal static JsonObject Declared(params JsonNode?[] tools) => new() { ["role"] = "system", ["content"] = "", ["tools"] = new JsonArray(tools) };

    internal static JsonObject Bare(string name) => SampleTools.Function(name, $"Does {name.Replace('_', ' ')}.", SampleTools.NoArguments);

    internal static void Require(Probe probe) => probe.Requires(probe.Profile.Tools.Dynamic, "tools declared in messages");

    private static Task<Answer> Required(Probe probe, params JsonNode[] messages)
    {
        Require(probe);
        return probe.Send(probe.Request(new JsonArray(messages), 4096).With("tool_choice", "required"));
    }

    private static Task<CalledTool> CallsTool(Probe probe, string tool, params JsonNode[] messages) => Required(probe, messages).MustCall(tool, When);

    private static async Task CallsWeather(Probe probe, params JsonNode[] messages)
    {
        var called = await CallsTool(probe, "get_weather", messages);
        called.Must(called.Arguments.Text("city") is not null, "the arguments hold the string city that the declaration requires");
    }

    // Tools that differ in name only: which one fits a question on the weather is clear, and still the model's to say.
    private static async Task CallsOneOf(Probe probe, string[] names, params JsonNode[] declarations)
    {
        var answer = await Required(probe, [.. declarations, Probe.UserTurn(Weather)]).MustSucceed("several tools on system messages");
        answer.Must(answer.Choice.ToolCalls.Count > 0 && names.Contains(answer.Choice.ToolCalls[0].Name), $"{When}, one of {string.Join(", ", names)} is called")
            .Must(answer.Choice.FinishReason == "tool_calls", "a reply with a call has finish_reason tool_calls");
        answer.WithArguments(answer.Choice.ToolCalls[0]);
    }
}
