using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Faults;

/// <summary>
/// One condition under which a fault shows. Written as <c>stream</c>, <c>whole</c>, <c>warm</c>, <c>probability</c>, <c>sticky</c>,
/// <c>literal</c>, <c>thinking=on</c>, <c>thinking=off</c>, <c>toolChoice=required</c> (alternatives joined by <c>|</c>), or a
/// threshold: <c>turn&gt;=2</c>, <c>concurrency&gt;=8</c>, <c>promptTokens&gt;=20000</c>, <c>outputBytes&gt;=8192</c>,
/// <c>served&gt;=100</c>. Figures are those of the reports, or the smallest that separates the faulty case from the healthy one.
/// </summary>
[JsonConverter(typeof(FaultActivationConverter))]
public sealed record FaultActivation
{
    private static readonly string[] Switches = ["on", "off"];
    private static readonly string[] Choices = ["auto", "none", "required", "named"];

    private FaultActivation(FaultCondition condition) => Condition = condition;

    /// <summary>The kind of condition.</summary>
    public FaultCondition Condition { get; }

    /// <summary>The threshold, at least 1; <see langword="null"/> for a condition without one.</summary>
    public int? AtLeast { get; private init; }

    /// <summary>The values of which one must be given; empty for a condition without values.</summary>
    public ImmutableArray<string> Values { get; private init; } = [];

    /// <summary>Reads a condition.</summary>
    /// <param name="text">One condition, as described for the type.</param>
    /// <exception cref="FormatException">The text is no condition.</exception>
    public static FaultActivation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "stream" => new(FaultCondition.Stream),
            "whole" => new(FaultCondition.Whole),
            "warm" => new(FaultCondition.Warm),
            "probability" => new(FaultCondition.Probability),
            "sticky" => new(FaultCondition.Sticky),
            "literal" => new(FaultCondition.Literal),
            _ when text.Split(">=") is [var name, var figure] => Threshold(text, name, figure),
            _ when text.Split('=') is ["thinking", var value] => Chosen(text, FaultCondition.Thinking, [value], Switches),
            _ when text.Split('=') is ["toolChoice", var values] => Chosen(text, FaultCondition.ToolChoice, values.Split('|'), Choices),
            _ => throw new FormatException($"'{text}' is no activation condition; write, for example, 'stream' or 'turn>=2'."),
        };
    }

    /// <summary>The condition as it is written.</summary>
    public override string ToString()
    {
        var name = char.ToLowerInvariant(Condition.ToString()[0]) + Condition.ToString()[1..];
        return AtLeast is { } figure ? string.Create(CultureInfo.InvariantCulture, $"{name}>={figure}")
            : Values.IsEmpty ? name
            : $"{name}={string.Join('|', Values)}";
    }

    /// <summary>Conditions are equal when they are written alike.</summary>
    /// <param name="other">Another condition.</param>
    public bool Equals(FaultActivation? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private static FaultActivation Threshold(string text, string name, string figure)
    {
        var condition = name switch
        {
            "turn" => FaultCondition.Turn,
            "concurrency" => FaultCondition.Concurrency,
            "promptTokens" => FaultCondition.PromptTokens,
            "outputBytes" => FaultCondition.OutputBytes,
            "served" => FaultCondition.Served,
            _ => throw new FormatException($"'{text}' compares '{name}', which has no threshold."),
        };
        return int.TryParse(figure, NumberStyles.None, CultureInfo.InvariantCulture, out var atLeast) && atLeast > 0 && figure[0] != '0'
            ? new(condition) { AtLeast = atLeast }
            : throw new FormatException($"'{text}' needs a whole number of at least 1 after '>='.");
    }

    private static FaultActivation Chosen(string text, FaultCondition condition, string[] values, string[] allowed) =>
        Array.Find(values, value => !allowed.Contains(value)) is { } stranger
            ? throw new FormatException($"'{text}' asks for '{stranger}'; it can be {string.Join(", ", allowed)}.")
            : new(condition) { Values = [.. values] };
}
