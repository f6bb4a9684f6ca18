using System.Text.Json;

namespace Kvv.Conformance.Reports;

/// <summary>How the test runner saw one test: one line of <c>tests.jsonl</c> in the run folder.</summary>
public sealed record TestOutcome
{
    /// <summary>The file in the run folder.</summary>
    public const string File = "tests.jsonl";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Full name: namespace, class, method, arguments.</summary>
    public required string FullName { get; init; }

    /// <summary>Name as shown.</summary>
    public required string Name { get; init; }

    /// <summary>Namespace and class.</summary>
    public required string ClassName { get; init; }

    /// <summary>The part of the suite, or <see langword="null"/>.</summary>
    public string? Category { get; init; }

    /// <summary>The requirement that it judges, or <see langword="null"/> for a test of another kind.</summary>
    public string? Requirement { get; init; }

    /// <summary>The requirement's mode, or <see langword="null"/>.</summary>
    public string? Mode { get; init; }

    /// <summary><c>passed</c>, <c>failed</c>, <c>skipped</c>, <c>inconclusive</c> or <c>warning</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Where it failed when not in the test itself: <c>SetUp</c>, <c>TearDown</c>, <c>Parent</c>.</summary>
    public string? Site { get; init; }

    /// <summary>The runner's message, free of secrets.</summary>
    public string? Message { get; init; }

    /// <summary>The runner's stack trace, free of secrets.</summary>
    public string? Trace { get; init; }

    /// <summary>Start, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>The outcomes as JSON Lines.</summary>
    /// <param name="outcomes">The outcomes.</param>
    public static string ToJsonLines(IEnumerable<TestOutcome> outcomes) =>
        string.Concat(outcomes.Select(o => JsonSerializer.Serialize(o, Options) + "\n"));

    internal static IReadOnlyList<TestOutcome> ReadAll(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            return [];
        try
        {
            return [.. System.IO.File.ReadLines(path).Where(l => l.Length > 0).Select(l => JsonSerializer.Deserialize<TestOutcome>(l, Options)!)];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Its {File} cannot be read: {e.Message}", e);
        }
    }
}
