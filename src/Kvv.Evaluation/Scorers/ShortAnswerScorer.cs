using System.Globalization;
using System.Text.RegularExpressions;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Evaluation.Scorers;

/// <summary>
/// Scores replies whose right answer is a number, a word, a list or an exact text. The item says which by its member
/// <c>kind</c>; what the reply says besides its answer does not matter, a reply without a readable answer is unscored.
/// </summary>
public sealed partial class ShortAnswerScorer : IScorer
{
    /// <inheritdoc/>
    public string Id => "short-answer/1";

    /// <inheritdoc/>
    public Score Score(Sample sample, Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(exchange);
        var choice = exchange.Reply?.First;
        var truncated = choice?.FinishReason == "length";
        if (choice is null)
            return new(null, null, exchange.Error?.Message is { } message ? $"refused: {message}" : "no reply to score", truncated);
        var right = sample.Text("answer");
        var content = choice.Content ?? "";
        var answer = sample.Text("kind") switch
        {
            "integer" => LastInteger(content),
            "list" => LastList(content),
            "word" => LastWord(content),
            "exact" => content.Trim(),
            var kind => throw new InvalidDataException($"Sample {sample.Id}: unknown kind \"{kind}\"."),
        };
        if (string.IsNullOrEmpty(answer))
            return new(null, null, truncated ? "the reply ended at its token limit before an answer" : "no answer found in the content", truncated);
        var comparison = sample.Text("kind") == "word" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return answer.Equals(right, comparison)
            ? new(1, answer, "right", truncated)
            : new(0, answer, $"expected {right}", truncated);
    }

    /// <summary>The last integer of a text, digit groups joined: <c>1,234</c> is 1234.</summary>
    private static string? LastInteger(string text)
    {
        var last = IntegerPattern().Matches(text).LastOrDefault()?.Value.Replace(",", "", StringComparison.Ordinal).Replace('−', '-');
        return long.TryParse(last, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(CultureInfo.InvariantCulture)
            : null;
    }

    /// <summary>The integers of the last line that holds any, in the form <c>1, 2, 3</c>.</summary>
    private static string? LastList(string text)
    {
        var line = text.Split('\n').LastOrDefault(l => l.Any(char.IsAsciiDigit));
        return line is null ? null : string.Join(", ", PlainIntegerPattern().Matches(line).Select(m => m.Value));
    }

    private static string? LastWord(string text) => WordPattern().Matches(text).LastOrDefault()?.Value;

    [GeneratedRegex(@"[-−]?\d{1,3}(,\d{3})+(?!\d)|[-−]?\d+")]
    private static partial Regex IntegerPattern();

    [GeneratedRegex(@"-?\d+")]
    private static partial Regex PlainIntegerPattern();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex WordPattern();
}
