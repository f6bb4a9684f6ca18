using System.ComponentModel;
using System.Text.Json.Nodes;
using Kvv.Agents.Sandboxes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Agents.Loop;

/// <summary>A kind of episodes: how an item becomes a plan and an environment, and how the end is judged.</summary>
public interface IEpisodeBook
{
    /// <summary>Everything about an item, beside the first request, that could change the score: data and the scorer's version.</summary>
    /// <param name="sample">The item.</param>
    string Describe(Sample sample);

    /// <summary>How the episode is played.</summary>
    /// <param name="sample">The item.</param>
    AgentPlan Plan(Sample sample);

    /// <summary>Makes the environment in its first state.</summary>
    /// <param name="sample">The item.</param>
    IAgentEnvironment Open(Sample sample);

    /// <summary>Judges an episode that was not cut short by an outage.</summary>
    /// <param name="sample">The item.</param>
    /// <param name="trajectory">What happened.</param>
    /// <param name="environment">The environment in its last state.</param>
    /// <param name="cancellationToken">Ends the judging.</param>
    Task<Score> ScoreAsync(Sample sample, Trajectory trajectory, IAgentEnvironment environment, CancellationToken cancellationToken);
}

/// <summary>Plays whole episodes as trials of a benchmark.</summary>
public sealed class EpisodePlay : ITrialPlay
{
    private readonly IEpisodeBook _book;
    private readonly TimeProvider _time;

    /// <summary>Creates the play.</summary>
    /// <param name="book">The episodes.</param>
    /// <param name="time">The clock of the time limit.</param>
    public EpisodePlay(IEpisodeBook book, TimeProvider time)
    {
        _book = book;
        _time = time;
    }

    /// <inheritdoc/>
    public string Describe(Sample sample, int epoch)
    {
        var plan = _book.Plan(sample);
        return $"{FirstRequest(sample, epoch)}\0{plan.Style}\0{plan.EchoReasoning}\0{plan.Limits}\0{_book.Describe(sample)}";
    }

    /// <inheritdoc/>
    public ChatRequest FirstRequest(Sample sample, int epoch)
    {
        var plan = _book.Plan(sample);
        var environment = _book.Open(sample);
        var conversation = new Conversation(plan);
        if (environment.UserTurn([]) is { } task)
            conversation.User(task);
        return Agent.Request(plan, environment, conversation);
    }

    /// <inheritdoc/>
    public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sample = context.Sample;
        var exchanges = new List<Exchange>();
        var agent = new Agent(_book.Plan(sample), SendAsync, _time);
        try
        {
            return await agent.PlayAsync(_ => Task.FromResult(_book.Open(sample)), context.StepFile, Identity(sample, context.Epoch), FinishAsync, cancellationToken);
        }
        catch (Exception e) when (exchanges.Count > 0 && e is (SandboxException or Win32Exception))
        {
            // A machine of ours that fails says nothing about the model, and the other episodes may fare better.
            return new(null, exchanges, $"no fault of the endpoint: {e.Message}");
        }

        async Task<Exchange> SendAsync(ChatRequest request, string step, CancellationToken stop)
        {
            var exchange = await context.SendAsync(request, step, stop);
            exchanges.Add(exchange);
            return exchange;
        }

        async Task<PlayedTrial> FinishAsync(Trajectory trajectory, IAgentEnvironment environment, CancellationToken stop)
        {
            if (trajectory.End == EpisodeEnd.Outage)
                return new(null, trajectory.Exchanges, trajectory.Explanation ?? "no answer") { Faults = [.. TrajectoryFaults.Of(trajectory, _book.Plan(sample))], Earlier = trajectory.Earlier };
            var score = await _book.ScoreAsync(sample, trajectory, environment, stop);
            return new(score with
            {
                Details = EpisodeDetails.Of(trajectory, score.Details),
                Faults = [.. TrajectoryFaults.Of(trajectory, _book.Plan(sample)).Concat(score.Faults).Distinct()],
                Truncated = trajectory.End == EpisodeEnd.CutReply,
            }, trajectory.Exchanges)
            { Earlier = trajectory.Earlier };
        }
    }

    private string Identity(Sample sample, int epoch) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Describe(sample, epoch))))[..32];
}

/// <summary>The counts of an episode, kept with its trial.</summary>
internal static class EpisodeDetails
{
    public static JsonObject Of(Trajectory trajectory, JsonObject? more)
    {
        var details = new JsonObject
        {
            ["end"] = trajectory.End.ToString(),
            ["steps"] = trajectory.Steps.Count,
            ["calls"] = trajectory.Calls.Count(),
            ["wasted"] = trajectory.WastedCalls,
            ["flawed"] = trajectory.FlawedCalls,
        };
        foreach (var (name, value) in more ?? [])
            details[name] = value?.DeepClone();
        return details;
    }
}
