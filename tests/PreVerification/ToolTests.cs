using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Tools are called when asked for, and only then, and the call is usable.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolTests
{
    private const string AskWeather = "Use the tool get_weather to look up the weather in Beijing.";

    // TOOL-AUTO-001: with tool_choice auto, a question that needs the tool gives one usable call.
    [Requirement("TOOL-AUTO-001", Thinking = ThinkingAxis.Both)]
    public async Task AutoCallsTheTool(Probe probe)
    {
        var answer = await probe.Send(WithWeather(probe, AskWeather)).MustSucceed("a question that needs a tool");
        MustCallWeather(answer);
    }

    // TOOL-NONE-001: with tool_choice none, no tool is called, however tempting the question.
    [Requirement("TOOL-NONE-001", Thinking = ThinkingAxis.Both)]
    public async Task NoneCallsNoTool(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.Choices.For(probe.Thinking).Contains(ToolChoice.None), "tool_choice none");
        var answer = await probe.Send(WithWeather(probe, AskWeather).With("tool_choice", "none")).MustSucceed("tool_choice none");
        answer.Must(answer.Choice.ToolCalls.Count == 0, "with tool_choice none, no tool is called")
            .Must(answer.Choice.FinishReason != "tool_calls", "with tool_choice none, finish_reason is not tool_calls");
    }

    // TOOL-REQ-001: with tool_choice required, a tool is called even when the question needs none.
    [Requirement("TOOL-REQ-001", Thinking = ThinkingAxis.Both)]
    public async Task RequiredCallsATool(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.Choices.For(probe.Thinking).Contains(ToolChoice.Required), "tool_choice required in this mode");
        var answer = await probe.Send(WithWeather(probe, "Good morning! How are you?").With("tool_choice", "required")).MustSucceed("tool_choice required");
        MustCallWeather(answer, beijing: false);
    }

    // TOOL-ID-001: tool-call ids have the form the model's chat format expects back.
    [Requirement("TOOL-ID-001", Thinking = ThinkingAxis.Both)]
    public async Task CallIdsHaveTheModelsForm(Probe probe)
    {
        var pattern = probe.Profile.Tools.CallId.Pattern;
        probe.Requires(pattern is not null, "form of tool-call ids");
        var answer = await probe.Send(WithWeather(probe, AskWeather)).MustSucceed("a question that needs a tool");
        MustCallWeather(answer);
        var id = answer.Choice.ToolCalls[0].Id ?? "";
        answer.Must(Regex.IsMatch(id, pattern!, RegexOptions.NonBacktracking), $"the tool-call id matches {pattern}", $"id \"{id}\"");
    }

    private static void MustCallWeather(Answer answer, bool beijing = true)
    {
        answer.Must(answer.Choice.ToolCalls.Count >= 1, "a tool is called in tool_calls")
            .Must(answer.Choice.FinishReason == "tool_calls", "a reply with a call has finish_reason tool_calls", $"finish_reason {answer.Choice.FinishReason ?? "(absent)"} with {answer.Choice.ToolCalls.Count} calls");
        var call = answer.Choice.ToolCalls[0];
        answer.Must(call.Name == "get_weather", "the declared tool get_weather is called", $"the call names \"{call.Name}\"");
        var city = City(call.Arguments);
        answer.Must(city is not null, "the arguments are a JSON object with the string city", $"arguments {Results.ExchangeText.Quote(call.Arguments ?? "")}");
        if (beijing)
            answer.Must(city!.Contains("Beijing", StringComparison.OrdinalIgnoreCase) || city.Contains("北京", StringComparison.Ordinal), "the call asks for Beijing", $"city \"{city}\"");
    }

    private static string? City(string? arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("city", out var city) && city.ValueKind == JsonValueKind.String
                ? city.GetString()
                : null;
        }
        catch (JsonException)
        {
            // Unparsable arguments are what the caller reports.
            return null;
        }
    }

    private static ChatRequest WithWeather(Probe probe, string text) => probe.Ask(text, 4096).With("tools", new JsonArray(JsonNode.Parse(
        """
        {"type":"function","function":{"name":"get_weather","description":"Looks up the present weather of a city.",
         "parameters":{"type":"object","properties":{"city":{"type":"string","description":"Name of the city"}},"required":["city"],"additionalProperties":false}}}
        """)));
}
