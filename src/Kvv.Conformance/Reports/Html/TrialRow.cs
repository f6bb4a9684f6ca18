namespace Kvv.Conformance.Reports.Html;

/// <summary>One trial in the page's data island. The names are short because there are many rows; the page's script is their only reader.</summary>
internal sealed record TrialRow
{
    /// <summary>Benchmark.</summary>
    public required string B { get; init; }

    /// <summary>Sample.</summary>
    public required string S { get; init; }

    /// <summary>Epoch.</summary>
    public int E { get; init; }

    /// <summary>Outcome: <c>right</c>, <c>wrong</c>, <c>unscored</c>, <c>infrastructure</c>.</summary>
    public required string O { get; init; }

    /// <summary>Score.</summary>
    public double? V { get; init; }

    /// <summary>Answer as read.</summary>
    public string? A { get; init; }

    /// <summary>Answer as expected.</summary>
    public string? X { get; init; }

    /// <summary>Why it was scored so.</summary>
    public required string Why { get; init; }

    /// <summary>Prompt.</summary>
    public TrialText? P { get; init; }

    /// <summary>Reasoning.</summary>
    public TrialText? R { get; init; }

    /// <summary>Content.</summary>
    public TrialText? C { get; init; }

    /// <summary>Tool calls.</summary>
    public TrialText? T { get; init; }

    /// <summary>Finish reason.</summary>
    public string? F { get; init; }

    /// <summary>HTTP status.</summary>
    public int? H { get; init; }

    /// <summary>Requests of an episode, or 0 for a single one.</summary>
    public int Q { get; init; }

    /// <summary>Attempts beyond the first of each request.</summary>
    public int N { get; init; }

    /// <summary>Prompt tokens.</summary>
    public long? Pt { get; init; }

    /// <summary>Completion tokens.</summary>
    public long? Ct { get; init; }

    /// <summary>Milliseconds.</summary>
    public double Ms { get; init; }

    /// <summary>Whether it ended at the token limit.</summary>
    public bool Cut { get; init; }

    /// <summary>Anomalies.</summary>
    public IReadOnlyList<string>? Odd { get; init; }
}

/// <summary>A text of a trial.</summary>
/// <param name="S">What is shown.</param>
/// <param name="L">Whole length when it was cut, else 0.</param>
/// <param name="F">File with the whole text, or <see langword="null"/>.</param>
internal sealed record TrialText(string S, int L, string? F);
