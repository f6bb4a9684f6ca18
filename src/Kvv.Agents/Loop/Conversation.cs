using System.Text.Json.Nodes;

namespace Kvv.Agents.Loop;

/// <summary>The messages of an episode, grown step by step from what the endpoint itself said: nothing is repaired on the way back.</summary>
internal sealed class Conversation(AgentPlan plan)
{
    // For a call that came without an id: a result must name one, and this one shows whose it is.
    private const string OwnId = "call_without_id_";

    private readonly JsonArray _messages = [new JsonObject { ["role"] = "system", ["content"] = plan.System }];
    private int _ownIds;

    /// <summary>A copy of the messages for one request.</summary>
    public JsonArray ToJson() => (JsonArray)_messages.DeepClone();

    public void User(string text) => _messages.Add(new JsonObject { ["role"] = "user", ["content"] = text });

    /// <summary>Adds a finished step: the user's words were added when they were said.</summary>
    public void Add(AgentStep step)
    {
        var assistant = new JsonObject { ["role"] = "assistant", ["content"] = step.Content };
        if (plan.EchoReasoning && step.Reasoning is { Length: > 0 } reasoning)
            assistant[step.ReasoningField ?? "reasoning_content"] = reasoning;
        _messages.Add(assistant);
        if (plan.Style == ToolStyle.Bash)
        {
            assistant["content"] ??= "";
            if (step.Observation is { } observation)
                User(observation);
            return;
        }

        if (step.Calls.Count == 0)
        {
            assistant["content"] ??= "";
            return;
        }

        var calls = new JsonArray();
        assistant["tool_calls"] = calls;
        foreach (var call in step.Calls)
        {
            var id = call.Id ?? $"{OwnId}{_ownIds++}";
            calls.Add(new JsonObject
            {
                ["id"] = id,
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name ?? "", ["arguments"] = call.Arguments ?? "" },
            });
            _messages.Add(new JsonObject { ["role"] = "tool", ["tool_call_id"] = id, ["content"] = call.Result });
        }
    }
}
