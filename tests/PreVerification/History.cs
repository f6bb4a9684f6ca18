using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Messages of earlier turns, as a client sends them back.</summary>
internal static class History
{
    /// <summary>What a client passes back as the reasoning of a tool turn where the profile demands some.</summary>
    public const string Thought = "The reading tool can answer this.";

    public static JsonObject System(string text) => new() { ["role"] = "system", ["content"] = text };

    public static JsonObject User(string text) => Probe.UserTurn(text);

    public static JsonObject Assistant(string text) => new() { ["role"] = "assistant", ["content"] = text };

    /// <summary>An assistant turn with one call of <c>read_meter</c>, with reasoning where the model thinks.</summary>
    public static JsonObject Call(Probe probe, string id, string arguments = """{"meter":"north"}""") => Calls(probe, (id, arguments));

    /// <summary>An assistant turn with calls of <c>read_meter</c>, with reasoning where the model thinks.</summary>
    public static JsonObject Calls(Probe probe, params (string Id, string Arguments)[] calls)
    {
        var message = new JsonObject
        {
            ["role"] = "assistant",
            ["content"] = "",
            ["tool_calls"] = new JsonArray([.. calls.Select(c => (JsonNode)new JsonObject
            {
                ["id"] = c.Id,
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = "read_meter", ["arguments"] = c.Arguments },
            })]),
        };
        // Thinking models want the reasoning of a tool turn back; some refuse the turn without.
        if (probe.Thinking == ThinkingMode.On)
            message[Field(probe)] = Thought;
        return message;
    }

    public static JsonObject Result(string id, string text) => new() { ["role"] = "tool", ["tool_call_id"] = id, ["content"] = text };

    /// <summary>The member that the profile names first for reasoning.</summary>
    public static string Field(Probe probe) => probe.Profile.Thinking.ReasoningFields.Count > 0 ? probe.Profile.Thinking.ReasoningFields[0] : "reasoning_content";

    /// <summary>An id of the form that the model's own calls have.</summary>
    public static string Id(int index) => $"functions.read_meter:{index}";

    /// <summary>Declares the tool that the histories call.</summary>
    public static ChatRequest WithMeter(this ChatRequest request) => request.With("tools", new JsonArray(JsonNode.Parse(
        """
        {"type":"function","function":{"name":"read_meter","description":"Reads one of the meters of the house.",
         "parameters":{"type":"object","properties":{"meter":{"type":"string","description":"north or south"}},"required":["meter"]}}}
        """)));

    /// <summary>A question, the call that answers it, and the result: what a tool loop sends for its next turn.</summary>
    public static JsonArray ToolTurn(Probe probe, JsonObject call, JsonObject result) =>
        [User("What does the north meter show? Use read_meter."), call, result];
}
