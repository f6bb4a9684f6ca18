using System.Text.Json.Nodes;

namespace Kvv.Agents.Loop;

/// <summary>The world of one episode: what the user says, which tools there are, and what they do.</summary>
public interface IAgentEnvironment : IAsyncDisposable
{
    /// <summary>The tools of the function style. Their schemas are checked before <see cref="CallAsync"/> is asked.</summary>
    IReadOnlyList<AgentTool> Tools { get; }

    /// <summary>
    /// Whether a fresh environment given the same calls ends in the same state with the same results. Then an interrupted
    /// episode goes on at its last finished turn; else it starts anew.
    /// </summary>
    bool Replays { get; }

    /// <summary>Carries out one call. What the model does wrong is an error result, never an exception.</summary>
    /// <param name="tool">A name from <see cref="Tools"/>; in the bash style <c>bash</c> or <c>submit</c>.</param>
    /// <param name="arguments">The arguments, valid against the tool's schema.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ToolResult> CallAsync(string tool, JsonObject arguments, CancellationToken cancellationToken);

    /// <summary>What the user says next: the task when nothing happened yet, later whenever the model ended its turn without a call.</summary>
    /// <param name="steps">Everything so far.</param>
    /// <returns>The user's words, or <see langword="null"/> when the episode is over.</returns>
    string? UserTurn(IReadOnlyList<AgentStep> steps);
}
