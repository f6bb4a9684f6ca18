using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Agents.Loop;

namespace Kvv.Agents.ServiceDesk;

/// <summary>Judges an episode at a service desk: by the final state, the actions demanded and forbidden, and what had to be said.</summary>
/// <param name="Missing">What is not as it must be, a clause each; empty for success.</param>
/// <param name="PolicyBreaks">Forbidden actions that were carried out.</param>
internal sealed record DeskScore(IReadOnlyList<string> Missing, int PolicyBreaks)
{
    /// <summary>Part of a trial's identity.</summary>
    public const string Version = "service-desk/1";

    public bool Success => Missing.Count == 0;

    /// <summary>Whether the model told one of the values it was asked for and left out another that it had been given: results taken for one another.</summary>
    public bool ResultsMixedUp { get; private init; }

    public static DeskScore Of(DeskTask task, DeskEnvironment environment, IReadOnlyList<AgentStep> steps)
    {
        var missing = new List<string>();
        var difference = environment.Before.DifferenceTo(environment.State(), environment.Domain.Rules);
        foreach (var table in task.Expected.Select(t => t.Key).Union(difference.Select(t => t.Key)).Order(StringComparer.Ordinal))
        {
            if (!JsonNode.DeepEquals(task.Expected[table], difference[table]))
                missing.Add($"{table} is not in the expected state");
        }

        var carriedOut = steps.SelectMany(s => s.Calls).Where(c => !c.IsError).ToList();
        missing.AddRange(task.Required.Where(r => !carriedOut.Exists(c => Matches(r, c))).Select(r => $"{r.Tool} was not called as required"));
        var broken = task.Forbidden.Where(f => carriedOut.Exists(c => Matches(f, c))).ToList();
        missing.AddRange(broken.Select(f => $"{f.Tool} was called against the policy"));
        var said = string.Join('\n', steps.Select(s => s.Content));
        missing.AddRange(task.Says.Where(s => !s.Split('|').Any(a => said.Contains(a, StringComparison.OrdinalIgnoreCase))).Select(s => $"the user was not told \"{s}\""));
        return new(missing, broken.Count) { ResultsMixedUp = task.Traits.Contains("results") && Mixed(task, said, carriedOut) };
    }

    private static bool Mixed(DeskTask task, string said, List<StepCall> calls)
    {
        var values = task.Says.Where(s => !s.Contains('|', StringComparison.Ordinal)).ToList();
        var told = values.Where(v => said.Contains(v, StringComparison.OrdinalIgnoreCase)).ToList();
        return told.Count > 0 && values.Except(told).Any(v => calls.Exists(c => c.Result.Contains(v, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Matches(DeskAction action, StepCall call)
    {
        if (call.Name != action.Tool)
            return false;
        if (action.Arguments is null)
            return true;
        try
        {
            return JsonNode.Parse(call.Arguments ?? "") is JsonObject given
                && action.Arguments.All(a => JsonNode.DeepEquals(given[a.Key], a.Value));
        }
        catch (JsonException)
        {
            // A call that was carried out had arguments; one that did not parse is no match.
            return false;
        }
    }
}
