using System.Text.Json.Nodes;

namespace Kvv.Agents.ServiceDesk;

/// <summary>One request of a customer to a service desk, and what must have happened in the end.</summary>
internal sealed record DeskTask
{
    public required string Id { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Title { get; init; }

    /// <summary>What the task is good for: <c>identifier</c>, <c>distractor</c>, <c>tool-error</c>, <c>long-result</c>, <c>parallel</c>, <c>refusal</c>, <c>long</c>, …</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>The user's turns.</summary>
    public required IReadOnlyList<DeskUserTurn> User { get; init; }

    /// <summary>Tools that fail for a while, whatever they are asked.</summary>
    public IReadOnlyList<DeskTrouble> Trouble { get; init; } = [];

    /// <summary>Calls that must have succeeded, with at least these arguments.</summary>
    public IReadOnlyList<DeskAction> Required { get; init; } = [];

    /// <summary>Calls that must not have succeeded: each is a policy break.</summary>
    public IReadOnlyList<DeskAction> Forbidden { get; init; } = [];

    /// <summary>Texts that the model must have said to the user, upper and lower case alike; of alternatives parted by <c>|</c> one is enough.</summary>
    public IReadOnlyList<string> Says { get; init; } = [];

    /// <summary>
    /// The difference between first and final state. Table, then <c>changed</c> (key to columns), <c>added</c> (rows) and
    /// <c>removed</c> (keys).
    /// </summary>
    public JsonObject Expected { get; init; } = [];

    /// <summary>A way to do it right: what the model says and calls, reply by reply.</summary>
    public required IReadOnlyList<DeskReply> Solution { get; init; }
}

/// <summary>What the user says.</summary>
/// <param name="Say">The words.</param>
/// <param name="Wants">The tool this turn is to end in: when the model asks back before it called it, the user confirms.</param>
internal sealed record DeskUserTurn(string Say, string? Wants = null);

/// <summary>A tool that is out of order.</summary>
/// <param name="Tool">Its name.</param>
/// <param name="Calls">How many calls fail, from the first.</param>
/// <param name="Say">What the model is told.</param>
internal sealed record DeskTrouble(string Tool, int Calls, string Say);

/// <summary>A call to be looked for.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">Arguments that must agree; others do not matter.</param>
internal sealed record DeskAction(string Tool, JsonObject? Arguments = null);

/// <summary>One reply of a solution.</summary>
internal sealed record DeskReply
{
    /// <summary>Words for the user.</summary>
    public string? Say { get; init; }

    /// <summary>Calls, made together.</summary>
    public IReadOnlyList<DeskCall> Calls { get; init; } = [];
}

/// <summary>One call of a solution.</summary>
internal sealed record DeskCall(string Tool, JsonObject Arguments);
