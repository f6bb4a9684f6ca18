using System.Globalization;
using Kvv.Wire;

namespace Kvv.Agents.Loop;

/// <summary>An episode while it runs.</summary>
internal sealed class Episode
{
    private readonly AgentPlan _plan;
    private readonly List<AgentStep> _steps = [];

    public Episode(AgentPlan plan, IAgentEnvironment environment, IReadOnlyList<AgentStep> existing)
    {
        _plan = plan;
        Environment = environment;
        Desk = new(environment, plan.Limits);
        Conversation = new(plan);
        foreach (var step in existing)
        {
            if (step.User is { } said)
                Conversation.User(said);
            Add(step);
        }
    }

    public IAgentEnvironment Environment { get; }

    public CallDesk Desk { get; }

    public Conversation Conversation { get; }

    public IReadOnlyList<AgentStep> Steps => _steps;

    public List<Exchange> Exchanges { get; } = [];

    public EpisodeEnd? End { get; private set; }

    public string? Explanation { get; private set; }

    public void Stop(EpisodeEnd end, string? explanation = null) => (End, Explanation) = (end, explanation);

    /// <summary>Lets the user speak where it is the user's turn; false when the episode is over.</summary>
    public bool NextTurn(out string? user)
    {
        user = null;
        if (_steps.Count >= _plan.Limits.Steps)
            Stop(EpisodeEnd.StepLimit, string.Create(CultureInfo.InvariantCulture, $"{_plan.Limits.Steps} requests"));
        else if (_steps.Sum(s => s.CountedTokens) >= _plan.Limits.CompletionTokens)
            Stop(EpisodeEnd.TokenLimit, string.Create(CultureInfo.InvariantCulture, $"{_plan.Limits.CompletionTokens} completion tokens"));
        else if (_steps.Count == 0 || IsUsersTurn(_steps[^1]))
        {
            user = Environment.UserTurn(_steps);
            if (user is null)
                Stop(EpisodeEnd.Finished);
            else
                Conversation.User(user);
        }

        return End is null;
    }

    public void Add(AgentStep step)
    {
        _steps.Add(step);
        Conversation.Add(step);
        if (step.Calls.Any(c => c.EndsEpisode))
            Stop(EpisodeEnd.Submitted);
        else if (step.IsEmpty)
            Stop(EpisodeEnd.EmptyReply, string.Create(CultureInfo.InvariantCulture, $"reply {step.Number} is empty"));
        else if (step.FinishReason == "length" && step.Calls.Count == 0)
            Stop(EpisodeEnd.CutReply, string.Create(CultureInfo.InvariantCulture, $"reply {step.Number} was cut at its token limit"));
    }

    private bool IsUsersTurn(AgentStep step) => _plan.Style == ToolStyle.Functions && step.Calls.Count == 0;
}
