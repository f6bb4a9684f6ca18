using System.Globalization;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>
/// Reads activation conditions: <c>stream</c>, <c>whole</c>, <c>warm</c>, <c>sticky</c> (every third connection), <c>thinking=on|off</c>, <c>toolChoice=word</c>,
/// <c>literal=text</c>, <c>turn>=n</c> (user messages), <c>rounds>=n</c> (earlier replies with tool calls), <c>prompt>=n</c> (tokens), <c>output>=n</c> (bytes), <c>concurrency>=n</c>,
/// <c>served>=n</c> (chat requests before), <c>p=0..1</c> and <c>seed=n</c> (of p).
/// </summary>
internal static class ConditionReader
{
    private static readonly string[] Names =
        ["stream", "whole", "warm", "sticky", "thinking", "toolChoice", "literal", "turn", "rounds", "prompt", "output", "concurrency", "served", "p", "seed"];

    /// <summary>Whether a word between commas continues the conditions of the fault before it.</summary>
    public static bool IsCondition(string text) =>
        text.Contains('=', StringComparison.Ordinal) || text is "stream" or "whole" or "warm" or "sticky";

    /// <exception cref="ArgumentException">The condition is unknown or its value does not parse.</exception>
    public static Condition Read(string text, string fault, ulong seed)
    {
        var (name, least, value) = Split(text);
        return (name, least) switch
        {
            ("stream", false) when value is null => new(text, Knowledge.Body, f => f.Stream),
            ("whole", false) when value is null => new(text, Knowledge.Body, f => !f.Stream),
            ("sticky", false) when value is null => new(text, Knowledge.Body, f => f.Connection % 3 == 2),
            ("warm", false) when value is null => new(text, Knowledge.Prompt, f => f.Warm == true),
            ("thinking", false) when value is "on" or "off" => new(text, Knowledge.Body, f => f.Thinking == (value == "on")),
            ("toolChoice", false) when value is { Length: > 0 } => new(text, Knowledge.Body, f => f.ToolChoice == value),
            ("literal", false) when value is { Length: > 0 } => new(text, Knowledge.Body, f => f.Strings.Contains(value, StringComparison.Ordinal)),
            ("p", false) when Chance(value) is { } p => new(text, Knowledge.Body, f => Luck(f, fault, seed) < p),
            ("turn", true) when Count(value) is { } n => new(text, Knowledge.Body, f => f.Turn >= n),
            ("rounds", true) when Count(value) is { } n => new(text, Knowledge.Body, f => f.Rounds >= n),
            ("prompt", true) when Count(value) is { } n => new(text, Knowledge.Prompt, f => f.PromptTokens >= n),
            ("output", true) when Count(value) is { } n => new(text, Knowledge.Output, f => f.OutputBytes >= n),
            ("concurrency", true) when Count(value) is { } n => new(text, Knowledge.Body, f => f.Concurrency >= n),
            ("served", true) when Count(value) is { } n => new(text, Knowledge.Body, f => f.Served >= n),
            _ => throw Unknown(text, name, fault),
        };
    }

    /// <summary>What a condition speaks of; <c>stream</c> and <c>whole</c> speak of the same thing.</summary>
    public static string Name(string text) => Split(text).Name is var name && name == "whole" ? "stream" : name;

    /// <summary>The value of a <c>seed=n</c> condition; <see langword="null"/> for any other condition.</summary>
    /// <exception cref="ArgumentException">The seed is no whole number.</exception>
    public static ulong? Seed(string text, string fault)
    {
        var (name, least, value) = Split(text);
        if (name != "seed" || least)
            return null;
        return ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw Unknown(text, name, fault);
    }

    private static double Luck(CallFacts facts, string fault, ulong seed) => StableHash.Unit(
        StableHash.Combine(StableHash.Combine(StableHash.Of(fault, seed), facts.BodyHash), (ulong)facts.Occurrence));

    private static (string Name, bool Least, string? Value) Split(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at < 0)
            return (text, false, null);
        var least = at > 0 && text[at - 1] == '>';
        return (text[..(least ? at - 1 : at)].Trim(), least, text[(at + 1)..].Trim());
    }

    private static double? Chance(string? value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var p) && p is >= 0 and <= 1 ? p : null;

    private static int? Count(string? value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static ArgumentException Unknown(string text, string name, string fault) => Names.Contains(name)
        ? new($"The condition '{text}' of the fault '{fault}' does not parse; see the forms stream, whole, warm, sticky, thinking=on, toolChoice=required, literal=text, turn>=3, rounds>=2, prompt>=2000, output>=8192, concurrency>=8, served>=100, p=0.2, seed=7.")
        : new($"Unknown condition '{text}' of the fault '{fault}'; the nearest known one is '{Nearest.To(name, Names)}'.");
}
