using System.Globalization;
using Kvv.Wire;

namespace Kvv.Conformance.Results;

/// <summary>Says in one sentence what came back, for findings and console lines.</summary>
public static class ExchangeText
{
    private const int ExcerptLength = 160;

    /// <summary>One clause: status, media type and what the reply held, or what went wrong.</summary>
    /// <param name="exchange">The exchange.</param>
    public static string Describe(Exchange exchange)
    {
        var attempts = exchange.Attempts.Count > 1 ? $" ({exchange.Attempts.Count} attempts)" : "";
        if (exchange.Status is not { } status)
            return $"no answer: {exchange.Failure ?? "unknown reason"}{attempts}";
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP {status}{attempts}");
        if (exchange.Error is { } error)
            return $"{head} with the error {Quote(error.Message ?? "(no message)")}{(error.Param is null ? "" : $", param {Quote(error.Param)}")}";
        if (exchange.Reply?.First is { } choice)
            return $"{head}, {DescribeChoice(choice)}";
        if (exchange.Body.Length == 0)
            return $"{head} with an empty body";
        return $"{head}, {exchange.MediaType ?? "no content type"}: {Quote(exchange.BodyText)}";
    }

    /// <summary>A text as a quotation of bounded length on one line.</summary>
    /// <param name="text">Any text.</param>
    public static string Quote(string text)
    {
        var line = text.ReplaceLineEndings("⏎");
        return line.Length <= ExcerptLength ? $"\"{line}\"" : $"\"{line[..ExcerptLength]}…\" ({text.Length} characters)";
    }

    private static string DescribeChoice(ReplyChoice choice)
    {
        var parts = new List<string>();
        if (!string.IsNullOrEmpty(choice.Content))
            parts.Add($"content {Quote(choice.Content)}");
        else
            parts.Add(choice.Content is null ? "no content" : "empty content");
        if (!string.IsNullOrEmpty(choice.Reasoning))
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{choice.Reasoning.Length} characters of reasoning"));
        if (choice.ToolCalls.Count > 0)
            parts.Add("calls " + string.Join(", ", choice.ToolCalls.Select(c => $"{c.Name ?? "(no name)"}({Quote(c.Arguments ?? "")})")));
        parts.Add($"finish_reason {choice.FinishReason ?? "(absent)"}");
        return string.Join(", ", parts);
    }
}
