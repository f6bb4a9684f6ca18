using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Agents.Loop;

/// <summary>How an episode ended.</summary>
public enum EpisodeEnd
{
    /// <summary>The model handed its work in.</summary>
    Submitted,

    /// <summary>The user had nothing more to say.</summary>
    Finished,

    /// <summary>A reply held neither words nor calls.</summary>
    EmptyReply,

    /// <summary>A reply was cut at its token limit before it held a call.</summary>
    CutReply,

    /// <summary>The endpoint refused a request, or its answer held no reply.</summary>
    Refused,

    /// <summary>The endpoint did not answer: nothing can be said about the model.</summary>
    Outage,

    /// <summary>Too many requests.</summary>
    StepLimit,

    /// <summary>Too many tokens.</summary>
    TokenLimit,

    /// <summary>Too long.</summary>
    TimeLimit,
}

/// <summary>An episode that ended.</summary>
/// <param name="Steps">All finished steps, those taken over from a journal included.</param>
/// <param name="End">How it ended.</param>
/// <param name="Explanation">One clause on the end, or <see langword="null"/>.</param>
/// <param name="Exchanges">The exchanges of this process.</param>
/// <param name="Resumed">Steps taken over from the journal.</param>
public sealed record Trajectory(IReadOnlyList<AgentStep> Steps, EpisodeEnd End, string? Explanation, IReadOnlyList<Exchange> Exchanges, int Resumed)
{
    /// <summary>The requests of the steps that were taken over.</summary>
    public IReadOnlyList<RequestRecord> Earlier => [.. Steps.Take(Resumed).Select(s => s.Request)];

    /// <summary>Every call in order.</summary>
    public IEnumerable<StepCall> Calls => Steps.SelectMany(s => s.Calls);

    /// <summary>Calls that achieved nothing: flawed, refused by the tool, or an exact repeat of the call before.</summary>
    public int WastedCalls
    {
        get
        {
            var (wasted, earlier) = (0, default((string?, string?)));
            foreach (var call in Calls)
            {
                if (call.IsError || (call.Name, call.Arguments) == earlier)
                    wasted++;
                earlier = (call.Name, call.Arguments);
            }

            return wasted;
        }
    }

    /// <summary>Calls that could not be carried out for their form.</summary>
    public int FlawedCalls => Calls.Count(c => c.Flaw != CallFlaw.None) + Steps.Count(s => s.BlockMissing);

    /// <summary>The last words of the model.</summary>
    public string? LastWords => Steps.LastOrDefault(s => !string.IsNullOrWhiteSpace(s.Content))?.Content;
}
