using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>
/// Scores an answer and notes beside the score which rules of the channel the reply breaks: the long texts are at hand only now,
/// the judge sees the notes.
/// </summary>
internal sealed class ChannelScorer(IScorer inner, ChannelFacts facts) : IScorer
{
    private const string Member = "channel";
    private const string TextMember = "text";

    public string Id => $"{inner.Id}+channel/2";

    public Score Score(Sample sample, Exchange exchange)
    {
        var score = inner.Score(sample, exchange);
        if (exchange.Reply?.First is null)
            return score with { Faults = [.. score.Faults, .. RefusedForLength.Suspects(exchange)] };
        var reply = ChannelReply.Of(sample, exchange);
        var notes = new JsonObject();
        foreach (var rule in ChannelRules.All)
        {
            if (rule.Broken(reply, facts) is { } faults)
                notes[rule.Name] = JsonSerializer.SerializeToNode(faults);
        }

        var details = score.Details ?? [];
        details[Member] = notes;
        if (reply.Content is { Length: > 0 } || reply.Reasoning is { Length: > 0 })
            details[TextMember] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{reply.Reasoning}\0{reply.Content}")))[..16];
        return score with { Details = details };
    }

    /// <summary>A name of the reply's text, equal for equal texts; <see langword="null"/> for none.</summary>
    public static string? TextOf(TrialRecord trial) => (string?)trial.Details?[TextMember];

    /// <summary>The faults that a reply shows by a rule: empty when it keeps the rule, <see langword="null"/> when the rule does not apply.</summary>
    public static IReadOnlyList<string>? Broken(TrialRecord trial, string rule) =>
        trial.Details?[Member]?[rule] is JsonArray faults ? [.. faults.Select(f => (string)f!)] : null;
}
