using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>The tools that the checks declare, and the history of a conversation that has called one.</summary>
internal static class SampleTools
{
    public const string AskWeather = "Use the tool get_weather to look up the weather in Beijing.";

    private const string Thought = "I look it up with the tool.";

    /// <summary>An argument schema without arguments.</summary>
    public const string NoArguments = """{"type":"object","properties":{}}""";

    public static JsonObject Weather() => Function(
        "get_weather",
        "Looks up the present weather of a city.",
        """{"type":"object","properties":{"city":{"type":"string","description":"Name of the city"}},"required":["city"],"additionalProperties":false}""");

    public static JsonObject Time() => Function("get_time", "Tells the present time.", NoArguments);

    /// <summary>A function tool; without <paramref name="parameters"/> the member is left out.</summary>
    public static JsonObject Function(string name, string description, string? parameters)
    {
        var function = new JsonObject { ["name"] = name, ["description"] = description };
        if (parameters is not null)
            function["parameters"] = JsonNode.Parse(parameters);
        return new() { ["type"] = "function", ["function"] = function };
    }

    public static ChatRequest WithTools(this ChatRequest request, params JsonNode?[] tools) => request.With("tools", new JsonArray(tools));

    /// <summary>The request that most checks of tools vary: one question and the weather tool.</summary>
    public static ChatRequest AskWithWeather(this Probe probe, string text) => probe.Ask(text, 4096).WithTools(Weather());

    /// <summary>The object form of <c>tool_choice</c>.</summary>
    public static JsonObject Named(string tool) => new() { ["type"] = "function", ["function"] = new JsonObject { ["name"] = tool } };

    /// <summary>An id of the form that the model's own calls have, for a written history.</summary>
    public static string PastId(this Probe probe, string tool, int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(probe.Profile.Tools.CallId.Rule == CallIdRule.ConversationCounter ? $"functions.{tool}:" : $"{tool}_")}{number}");

    /// <summary>An assistant turn that called a tool. With thinking on it brings its reasoning back, as some makers demand.</summary>
    public static JsonObject PastCall(this Probe probe, string id, string tool, string arguments)
    {
        var call = new JsonObject { ["id"] = id, ["type"] = "function", ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = arguments } };
        return probe.AssistantTurn(Thought, new JsonArray(call));
    }

    /// <summary>The endpoint's own turn, sent back.</summary>
    public static JsonObject Replayed(this Probe probe, ReplyChoice choice)
    {
        // A maker that demands the reasoning back counts an empty one as missing.
        var turn = probe.AssistantTurn(string.IsNullOrEmpty(choice.Reasoning) ? Thought : choice.Reasoning, [.. choice.ToolCalls.Select(c => (JsonNode)new JsonObject
        {
            ["id"] = c.Id,
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = c.Name, ["arguments"] = c.Arguments },
        })]);
        if (!string.IsNullOrEmpty(choice.Content))
            turn["content"] = choice.Content;
        return turn;
    }

    public static JsonObject Result(string id, string text) => new() { ["role"] = "tool", ["tool_call_id"] = id, ["content"] = text };

    private static JsonObject AssistantTurn(this Probe probe, string reasoning, JsonArray calls)
    {
        var turn = new JsonObject { ["role"] = "assistant", ["content"] = "", ["tool_calls"] = calls };
        if (probe.Thinking == ThinkingMode.On && probe.Profile.Thinking.ReasoningFields.Count > 0)
            turn[probe.Profile.Thinking.ReasoningFields[0]] = reasoning;
        return turn;
    }
}
