using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Agents.Loop;

/// <summary>
/// Plays one episode: asks, carries out what the model calls, gives the results back under the endpoint's own ids, until the
/// work is handed in, the user has nothing more to say, or a limit is reached.
/// </summary>
public sealed class Agent
{
    private readonly AgentPlan _plan;
    private readonly SendStep _send;
    private readonly TimeProvider _time;

    /// <summary>Creates an agent.</summary>
    /// <param name="plan">How it plays.</param>
    /// <param name="send">Sends a request.</param>
    /// <param name="time">The clock of the time limit.</param>
    public Agent(AgentPlan plan, SendStep send, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _send = send;
        _time = time;
    }

    /// <summary>Plays an episode to its end.</summary>
    /// <param name="open">Makes the environment in its first state; called a second time when a journal turns out not to fit.</param>
    /// <param name="journalPath">Where the steps are kept, or <see langword="null"/>.</param>
    /// <param name="identity">What would make a kept step useless when it changed.</param>
    /// <param name="finish">Told the trajectory while the environment still stands: the place to score. Its answer is returned.</param>
    /// <param name="cancellationToken">Stops; finished steps stay in the journal.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<T> PlayAsync<T>(
        Func<CancellationToken, Task<IAgentEnvironment>> open, string? journalPath, string identity,
        Func<Trajectory, IAgentEnvironment, CancellationToken, Task<T>> finish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(finish);
        using var journal = StepJournal.Open(journalPath, identity, _plan.Redact);
        if (journal.Existing.Count > 0)
        {
            await using var known = await open(cancellationToken);
            if (known.Replays && await ReplaysAsync(known, journal.Existing, cancellationToken))
            {
                // An episode that had ended but was never booked is played anew: a trial shows at least one exchange.
                var resumed = await RunAsync(known, journal, journal.Existing, cancellationToken);
                if (resumed.Exchanges.Count > 0)
                    return await finish(resumed, known, cancellationToken);
            }

            journal.Restart(identity);
        }

        await using var fresh = await open(cancellationToken);
        return await finish(await RunAsync(fresh, journal, [], cancellationToken), fresh, cancellationToken);
    }

    /// <summary>Brings a fresh environment to where the journal ends, and says whether everything came out as it stands there.</summary>
    private async Task<bool> ReplaysAsync(IAgentEnvironment environment, IReadOnlyList<AgentStep> steps, CancellationToken cancellationToken)
    {
        var desk = new CallDesk(environment, _plan.Limits);
        var before = new List<AgentStep>();
        foreach (var step in steps)
        {
            if (step.User is { } said && environment.UserTurn(before) != said)
                return false;
            var again = await CarryOutAsync(desk, step, [.. step.Calls.Select(c => new ToolCall { Id = c.Id, Name = c.Name, Arguments = c.Arguments })], cancellationToken);
            if (!again.Calls.SequenceEqual(step.Calls) || again.Observation != step.Observation)
                return false;
            before.Add(step);
        }

        return true;
    }

    private async Task<Trajectory> RunAsync(IAgentEnvironment environment, StepJournal journal, IReadOnlyList<AgentStep> existing, CancellationToken cancellationToken)
    {
        var episode = new Episode(_plan, environment, existing);
        using var deadline = new CancellationTokenSource(_plan.Limits.Time, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // A request has limits of its own; the episode's limit is looked at between requests and ends tools.
            while (episode.End is null && !(deadline.IsCancellationRequested && episode.Exchanges.Count > 0))
                await StepAsync(episode, journal, either.Token, cancellationToken);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // A tool was ended by the limit: the same as reaching it between two requests.
        }

        if (episode.End is null)
            episode.Stop(EpisodeEnd.TimeLimit, string.Create(CultureInfo.InvariantCulture, $"longer than {_plan.Limits.Time.TotalSeconds:0} s"));

        return new(episode.Steps, episode.End!.Value, episode.Explanation, episode.Exchanges, existing.Count);
    }

    private async Task StepAsync(Episode episode, StepJournal journal, CancellationToken deadline, CancellationToken cancellationToken)
    {
        if (episode.NextTurn(out var user) is false)
            return;
        var name = string.Create(CultureInfo.InvariantCulture, $"step-{episode.Steps.Count + 1}");
        var exchange = await _send(Request(_plan, episode.Environment, episode.Conversation), name, cancellationToken);
        episode.Exchanges.Add(exchange);
        if (exchange.Outcome == ExchangeOutcome.Infrastructure)
        {
            episode.Stop(EpisodeEnd.Outage, exchange.Failure ?? "no answer");
            return;
        }

        if (exchange.Reply?.First is not { } reply)
        {
            episode.Stop(EpisodeEnd.Refused, string.Create(CultureInfo.InvariantCulture, $"HTTP {exchange.Status}: {exchange.Error?.Message ?? "no reply in the answer"}"));
            return;
        }

        var step = await CarryOutAsync(episode.Desk, Read(episode, user, reply, RequestRecord.Of(name, exchange)), reply.ToolCalls, deadline);
        journal.Append(step);
        episode.Add(step);
    }

    /// <summary>The request for the next step of a conversation.</summary>
    internal static ChatRequest Request(AgentPlan plan, IAgentEnvironment environment, Conversation conversation)
    {
        var request = plan.Request(conversation.ToJson());
        return plan.Style == ToolStyle.Bash ? request : request.With("tools", new JsonArray([.. environment.Tools.Select(t => t.ToJson())]));
    }

    private static AgentStep Read(Episode episode, string? user, ReplyChoice reply, RequestRecord request) => new()
    {
        Number = episode.Steps.Count + 1,
        User = user,
        Content = reply.Content,
        Reasoning = reply.Reasoning,
        ReasoningField = reply.ReasoningField,
        FinishReason = reply.FinishReason,
        Request = request,
    };

    private async Task<AgentStep> CarryOutAsync(CallDesk desk, AgentStep step, IReadOnlyList<ToolCall> calls, CancellationToken cancellationToken)
    {
        if (_plan.Style == ToolStyle.Functions)
            return step with { Calls = await desk.RunAsync(calls, cancellationToken) };
        if (string.IsNullOrWhiteSpace(step.Content))
            return step;
        if (ShellBlock.Read(step.Content) is not { } command)
            return step with { BlockMissing = true, Observation = ShellBlock.Demand };
        var done = await desk.ShellAsync(command, cancellationToken);
        return step with { Calls = [done], Observation = done.Result };
    }
}
