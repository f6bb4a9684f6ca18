using System.Text.Json.Nodes;
using Kvv.Agents.Loop;

namespace Kvv.Agents.ServiceDesk;

/// <summary>
/// A tool of a service desk, written as data: when it refuses, what it changes, what it answers, each as SQL over the
/// arguments (<c>$name</c>; arrays arrive as JSON text). The SQL is the suite's own; a model supplies bound values only.
/// </summary>
internal sealed record DeskTool
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>JSON Schema of each argument, by name.</summary>
    public JsonObject Arguments { get; init; } = [];

    /// <summary>Arguments that may be left out; SQL sees them as NULL.</summary>
    public IReadOnlyList<string> Optional { get; init; } = [];

    /// <summary>Checked in order; the first that returns a row refuses the call.</summary>
    public IReadOnlyList<DeskRefusal> Refuses { get; init; } = [];

    /// <summary>Statements that change the state, run in one transaction.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>A query whose rows are the answer, as a JSON array of objects.</summary>
    public required string Answer { get; init; }

    public AgentTool ToAgentTool() => new(Name, Description, new JsonObject
    {
        ["type"] = "object",
        ["properties"] = Arguments.DeepClone(),
        ["required"] = new JsonArray([.. Arguments.Select(a => a.Key).Except(Optional).Select(n => (JsonNode)n)]),
        ["additionalProperties"] = false,
    });
}

/// <summary>A reason to refuse a call.</summary>
/// <param name="When">A query; a row means refuse.</param>
/// <param name="Say">What the model is told; <c>{name}</c> stands for an argument.</param>
internal sealed record DeskRefusal(string When, string Say);
