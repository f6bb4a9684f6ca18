using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Scores one decision to call: 1 when the answer calls exactly where a call is due, and its calls are valid. The decision is
/// the finish reason and the validity that of Moonshot's K2 vendor verifier: declared names, arguments that parse and obey.
/// </summary>
/// <param name="profile">The model.</param>
/// <param name="tools">The tools that an item declares.</param>
/// <param name="due">Whether a call is due.</param>
internal sealed class ConversationScorer(ModelProfile profile, Func<Sample, JsonArray?> tools, Func<Sample, bool> due) : IScorer
{
    public const string Due = "due";
    public const string Triggered = "triggered";
    public const string CallsValid = "callsValid";

    /// <summary>Whether there is reasoning and neither content nor a call.</summary>
    public const string OnlyReasoning = "onlyReasoning";

    /// <summary>Whether the words hold no Cyrillic letter (the rule of MiniMax's verifier); absent without words.</summary>
    public const string FollowsLanguage = "followsLanguage";

    private static readonly string[] ValidityRules = [CallFlaw.Name, CallFlaw.ArgumentsJson, CallFlaw.ArgumentsValid];

    public string Id => "tool-calls/2";

    public Score Score(Sample sample, Exchange exchange)
    {
        var contract = new CallContract(profile, DeclaredTool.Of(tools(sample)), Forced: false, MaxCalls: null);
        var choice = exchange.Outcome == ExchangeOutcome.Answered ? exchange.Reply?.First : null;
        var triggered = choice?.FinishReason == TriggerDecision.CallReason;
        var isDue = due(sample);
        var flaws = CallReview.Flaws(exchange, contract);
        var invalid = flaws.FirstOrDefault(f => ValidityRules.Contains(f.Rule) || f.Rule == CallFlaw.Called);
        var details = new JsonObject { [Due] = isDue, [Triggered] = triggered };
        if (triggered)
            details[CallsValid] = invalid is null;
        // Texts are not kept until the judgement, so what is judged of them is said here.
        details[OnlyReasoning] = choice is { ToolCalls.Count: 0 } && !string.IsNullOrWhiteSpace(choice.Reasoning) && string.IsNullOrWhiteSpace(choice.Content);
        if (!string.IsNullOrWhiteSpace(choice?.Content))
            details[FollowsLanguage] = !choice.Content.Any(c => c is >= '\u0400' and <= '\u04FF');
        return new(
            triggered == isDue && (!triggered || invalid is null) ? 1 : 0,
            choice?.FinishReason,
            Explain(isDue, triggered, triggered ? invalid : flaws.Count > 0 ? flaws[0] : null),
            choice?.FinishReason == "length")
        {
            Details = details,
            Faults = Suspects(isDue, triggered, flaws),
        };
    }

    private static string Explain(bool due, bool triggered, CallFlaw? flaw) => (due, triggered) switch
    {
        (true, true) => flaw is null ? "called as due" : $"called as due, but {flaw.Sentence}",
        (true, false) => $"a call was due: {flaw?.Sentence ?? "the finish reason is not tool_calls"}",
        (false, true) => "called although words were due",
        _ => "answered in words as due",
    };

    private static IReadOnlyList<string> Suspects(bool due, bool triggered, IReadOnlyList<CallFlaw> flaws) => (due, triggered) switch
    {
        (false, false) => [],
        (false, true) => ["tc-trigger-shift", .. flaws.SelectMany(f => f.Faults).Distinct()],
        _ => [.. flaws.SelectMany(f => f.Faults).Distinct()],
    };
}
