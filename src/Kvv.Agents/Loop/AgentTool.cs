using System.Text.Json.Nodes;

namespace Kvv.Agents.Loop;

/// <summary>A tool as the model sees it.</summary>
/// <param name="Name">What the model calls.</param>
/// <param name="Description">What it does, for the model.</param>
/// <param name="Parameters">JSON Schema of the arguments object. Not to be changed.</param>
public sealed record AgentTool(string Name, string Description, JsonObject Parameters)
{
    /// <summary>The entry of a request's <c>tools</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = Name, ["description"] = Description, ["parameters"] = Parameters.DeepClone() },
    };
}

/// <summary>What a tool gave back.</summary>
/// <param name="Text">The text the model reads.</param>
/// <param name="IsError">Whether the tool refused or could not do it.</param>
/// <param name="EndsEpisode">Whether the work counts as handed in.</param>
public sealed record ToolResult(string Text, bool IsError = false, bool EndsEpisode = false)
{
    /// <summary>An error that the model may react to.</summary>
    /// <param name="text">What went wrong.</param>
    public static ToolResult Error(string text) => new(text, IsError: true);
}
