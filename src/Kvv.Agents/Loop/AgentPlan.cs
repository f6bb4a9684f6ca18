using System.Text.Json.Nodes;
using Kvv.Wire;

namespace Kvv.Agents.Loop;

/// <summary>How the model acts.</summary>
public enum ToolStyle
{
    /// <summary>Through the API's function tools.</summary>
    Functions,

    /// <summary>
    /// Through one fenced shell block a reply, in plain text and without any tool declaration, handed in with the command
    /// <c>submit</c>: the style of mini-swe-agent.
    /// </summary>
    Bash,
}

/// <summary>Where an episode ends at the latest.</summary>
public sealed record AgentLimits
{
    /// <summary>Requests, at least 1.</summary>
    public int Steps { get; init; } = 40;

    /// <summary>Completion tokens of all replies together; where none are reported, four characters count as one.</summary>
    public long CompletionTokens { get; init; } = 400_000;

    /// <summary>Wall-clock time of the episode in this process.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Characters of one tool result that the model gets to see; the middle of a longer one is cut out.</summary>
    public int ResultCharacters { get; init; } = 16_000;

    /// <summary>Calls of one reply that are carried out; those beyond get an error.</summary>
    public int CallsPerReply { get; init; } = 32;
}

/// <summary>Everything about an episode but its environment.</summary>
public sealed record AgentPlan
{
    /// <summary>The system message.</summary>
    public required string System { get; init; }

    /// <summary>Makes the request around the messages: model, decoding, thinking, stream.</summary>
    public required Func<JsonArray, ChatRequest> Request { get; init; }

    /// <summary>How the model acts.</summary>
    public ToolStyle Style { get; init; }

    /// <summary>
    /// Whether assistant turns bring their reasoning back, under the name it came by. Kimi models demand or expect it inside a
    /// tool loop; the profile says which.
    /// </summary>
    public bool EchoReasoning { get; init; } = true;

    /// <summary>Whether the requests ask the model to think, so that calls without reasoning are remarkable.</summary>
    public bool ThinkingExpected { get; init; }

    /// <summary>Removes secrets from what is kept of the steps.</summary>
    public Func<string, string> Redact { get; init; } = text => text;

    /// <summary>The limits.</summary>
    public AgentLimits Limits { get; init; } = new();
}

/// <summary>Sends one request of an episode.</summary>
/// <param name="request">The request.</param>
/// <param name="step">Which step it is, for evidence: <c>step-3</c>.</param>
/// <param name="cancellationToken">Ends the exchange.</param>
public delegate Task<Exchange> SendStep(ChatRequest request, string step, CancellationToken cancellationToken);
