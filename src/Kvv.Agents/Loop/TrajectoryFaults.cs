using Kvv.Wire;

namespace Kvv.Agents.Loop;

/// <summary>
/// Names faults of serving by their signature over the turns of an episode (section 11 of the fault catalogue and those that
/// show from the third turn on). A signature suggests; it does not prove.
/// </summary>
internal static class TrajectoryFaults
{
    // From here on a prompt counts as large.
    private const long LargePrompt = 8_000;

    // Replies that make the very call of the reply before.
    private const int Stuck = 4;

    public static IEnumerable<string> Of(Trajectory trajectory, AgentPlan plan) =>
        Endings(trajectory).Concat(Collapses(trajectory)).Concat(Loops(trajectory)).Concat(Calls(trajectory)).Concat(Thinking(trajectory, plan)).Distinct();

    private static IEnumerable<string> Endings(Trajectory trajectory)
    {
        var last = trajectory.Steps.Count > 0 ? trajectory.Steps[^1] : null;
        var lastError = trajectory.Explanation ?? "";
        switch (trajectory.End)
        {
            case EpisodeEnd.EmptyReply when last!.User is null && !string.IsNullOrWhiteSpace(last.Reasoning):
                yield return "ml-thinks-then-stops";
                break;
            case EpisodeEnd.EmptyReply when last!.Request.PromptTokens >= LargePrompt && trajectory.Steps.SkipLast(1).All(s => !s.IsEmpty):
                yield return "ml-empty-on-large-context";
                break;
            case EpisodeEnd.EmptyReply:
                yield return "sw-empty-success";
                break;
            case EpisodeEnd.Refused when lastError.Contains("reasoning", StringComparison.OrdinalIgnoreCase) && trajectory.Calls.Any():
                // The demand is the contract of the maker's endpoint: what was missing in the history had been missing in a reply.
                if (trajectory.Steps.Any(s => s.Calls.Count > 0 && string.IsNullOrWhiteSpace(s.Reasoning)))
                    yield return "ml-proxy-loses-thinking";
                yield return "ml-echo-400";
                break;
            case EpisodeEnd.Refused when trajectory.Calls.Any(c => c.Flaw == CallFlaw.Malformed):
                yield return "ml-malformed-history-fails";
                break;
            // The first request with the broken call in its history, failed in every attempt, after others had been answered.
            case EpisodeEnd.Outage when last is not null && trajectory.Exchanges is [.., { Status: >= 500 }] && last.Calls.Any(c => c.Flaw == CallFlaw.Malformed):
                yield return "ml-malformed-history-fails";
                break;
        }
    }

    private static IEnumerable<string> Collapses(Trajectory trajectory)
    {
        var first = trajectory.Steps.FirstOrDefault(s => s.Request.Anomalies.Any(a => a.Kind == AnomalyKinds.ControlStringInContent) && s.Calls.Count == 0);
        if (first is null)
            yield break;
        // Fine at first and broken later is another fault than broken from the start.
        yield return first.Number >= 3 && trajectory.Steps.Take(first.Number - 1).Any(s => s.Calls.Count > 0) ? "ml-collapse-at-turn-3" : "tc-markers-in-content";
    }

    /// <summary>One passage again and again: deep in a conversation that was sound before, or from the start.</summary>
    private static IEnumerable<string> Loops(Trajectory trajectory)
    {
        var first = trajectory.Steps.FirstOrDefault(s => s.Anomalies.Contains(AnomalyKinds.RepetitionLoop));
        if (first is not null)
            yield return first.Number >= 3 ? "dk-speculative-loop" : "dk-repetition-loop";
        if (trajectory.End == EpisodeEnd.StepLimit && trajectory.Steps.TakeLast(Stuck).Select(Said).Distinct().Count() == 1)
            yield return "dk-repetition-loop";
    }

    private static IEnumerable<string> Calls(Trajectory trajectory)
    {
        if (trajectory.Calls.Any(c => c.Flaw == CallFlaw.Malformed))
            yield return "tc-args-invalid-json";
        if (trajectory.Calls.Any(c => c.Flaw == CallFlaw.SchemaViolation))
            yield return "tc-schema-violations";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var repeats = trajectory.Steps.Any(s =>
        {
            var own = s.Calls.Select(c => c.Id).OfType<string>().ToList();
            var known = own.Exists(seen.Contains);
            seen.UnionWith(own);
            return known;
        });
        if (repeats)
            yield return "tc-id-repeats-across-turns";
    }

    private static IEnumerable<string> Thinking(Trajectory trajectory, AgentPlan plan)
    {
        var acting = trajectory.Steps.Where(s => s.Calls.Count > 0).ToList();
        if (plan.ThinkingExpected && acting.Count >= 2 && acting.TrueForAll(s => string.IsNullOrWhiteSpace(s.Reasoning)))
            yield return "ml-proxy-loses-thinking";
    }

    private static string Said(AgentStep step) => string.Join('\n', step.Calls.Select(c => $"{c.Name} {c.Arguments}").Append(step.Calls.Count == 0 ? step.Content : ""));
}
