using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Conformance.Probing;

/// <summary>
/// The question that most checks put beside what they are about. A vendor meets another one in each check and each run, of
/// the same length: a fixed one would be the easiest mark to know the suite by.
/// </summary>
internal static class PlainQuestion
{
    private static readonly string[] Verbs = ["Reply", "Answer", "Respond"];

    /// <summary>A conversation with its plain questions as the seed draws them; the published seed leaves them as they are.</summary>
    /// <param name="messages">The conversation; it is not changed.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="asker">Who asks: within one check all plain questions are the same, because some compare their prompts.</param>
    public static JsonArray Drawn(JsonArray messages, ulong seed, string asker)
    {
        if (seed == ConformanceSettings.DefaultSeed || !messages.Any(m => Plain(m) is not null))
            return messages;
        var dice = new SplitMix64(ScheduleSeed.From(string.Create(CultureInfo.InvariantCulture, $"plain-question|1|{seed}|{asker}")));
        var question = string.Create(CultureInfo.InvariantCulture, $"{Verbs[dice.NextBelow(Verbs.Length)]} with only the number {100 + dice.NextBelow(900)}.");
        var drawn = (JsonArray)messages.DeepClone();
        foreach (var message in drawn)
        {
            if (Plain(message) is { } text)
                message!["content"] = text.Replace(ProbeContext.PlainPrompt, question, StringComparison.Ordinal);
        }

        return drawn;
    }

    private static string? Plain(JsonNode? message) =>
        message is JsonObject && message["content"] is JsonValue value && value.TryGetValue<string>(out var text) && text.EndsWith(ProbeContext.PlainPrompt, StringComparison.Ordinal) ? text : null;
}
