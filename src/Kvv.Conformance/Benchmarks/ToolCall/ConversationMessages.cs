using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Writes the messages of a built-in conversation as the profile's model knows them: ids in its form, counted over the whole
/// conversation, and with thinking on the reasoning of turns that called, which some makers demand back.
/// </summary>
internal static class ConversationMessages
{
    private const string Thought = "A tool can tell; I call it.";

    public static JsonArray Of(Sample sample, ModelProfile profile, ThinkingMode thinking)
    {
        var ids = new List<string>();
        var messages = new JsonArray();
        foreach (var message in sample.Data["messages"]!.AsArray().OfType<JsonObject>())
            messages.Add(Write(message, profile, thinking, ids));
        return messages;
    }

    /// <summary>The id of a call of a written history.</summary>
    /// <param name="profile">The model.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="number">The call's number in the conversation, from 0.</param>
    public static string PastId(ModelProfile profile, string tool, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{(profile.Tools.CallId.Rule == CallIdRule.ConversationCounter ? $"functions.{tool}:" : $"{tool}_")}{number}");

    private static JsonObject Write(JsonObject message, ModelProfile profile, ThinkingMode thinking, List<string> ids)
    {
        var role = (string)message["role"]!;
        if (role == "tool")
            return new() { ["role"] = role, ["tool_call_id"] = ids[(int)message["call"]!], ["content"] = (string)message["content"]! };
        var written = new JsonObject { ["role"] = role, ["content"] = (string?)message["content"] ?? "" };
        if (message["calls"] is not JsonArray calls)
            return written;
        if (thinking == ThinkingMode.On && profile.Thinking.ReasoningFields is [var field, ..])
            written[field] = Thought;
        written["tool_calls"] = new JsonArray([.. calls.OfType<JsonObject>().Select(call => (JsonNode)Call(call, profile, ids))]);
        return written;
    }

    private static JsonObject Call(JsonObject call, ModelProfile profile, List<string> ids)
    {
        var name = (string)call["name"]!;
        ids.Add(PastId(profile, name, ids.Count));
        return new()
        {
            ["id"] = ids[^1],
            ["type"] = "function",
            ["function"] = new JsonObject { ["name"] = name, ["arguments"] = call["arguments"]!.ToJsonString(WireJson.Relaxed) },
        };
    }
}
