using System.Text.Json;

namespace Kvv.Conformance.Results;

/// <summary>
/// The content of <c>result.json</c>, format <see cref="CurrentFormat"/>; its JSON Schema is <c>docs/result.schema.json</c>.
/// Times are UTC, durations milliseconds, shares 0 to 1.
/// </summary>
public sealed record ResultDocument
{
    /// <summary>The format written by this version.</summary>
    public const string CurrentFormat = "kvv-conformance-result/1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>This suite.</summary>
    public required SuiteInfo Suite { get; init; }

    /// <summary>The run.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>What was tested.</summary>
    public required EndpointInfo Endpoint { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary><c>conforms</c>, <c>fails</c> or <c>undecided</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why it is not <c>conforms</c>; one clause each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The state of the gate in one sentence, or <see langword="null"/> when nothing asked for it.</summary>
    public string? Gate { get; init; }

    /// <summary>Findings by status.</summary>
    public required CountsInfo Counts { get; init; }

    /// <summary>All findings, by requirement and mode.</summary>
    public required IReadOnlyList<RequirementInfo> Requirements { get; init; }

    /// <summary>All benchmarks that ran.</summary>
    public required IReadOnlyList<BenchmarkInfo> Benchmarks { get; init; }

    /// <summary>The faults that failures suggest, most failures first.</summary>
    public required IReadOnlyList<FaultInfo> Faults { get; init; }

    /// <summary>Requests and tokens of the whole run.</summary>
    public required UsageInfo Usage { get; init; }

    /// <summary>The document as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";
}

/// <summary>This suite.</summary>
/// <param name="Name">Always <c>Kvv.Conformance</c>.</param>
/// <param name="Version">Semantic version.</param>
/// <param name="Commit">Commit it was built from, or <c>unknown</c>.</param>
public sealed record SuiteInfo(string Name, string Version, string Commit);

/// <summary>The run.</summary>
/// <param name="Id">Folder name.</param>
/// <param name="StartedAt">Start of the first part.</param>
/// <param name="FinishedAt">End, or <see langword="null"/> for a run that is under way or was stopped.</param>
/// <param name="Tier"><c>smoke</c>, <c>standard</c> or <c>full</c>.</param>
/// <param name="Seed">The seed as text: JSON numbers do not hold 64 bits everywhere.</param>
/// <param name="Resumed">Whether an earlier part was continued.</param>
public sealed record RunInfo(string Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string Tier, string Seed, bool Resumed);

/// <summary>What was tested.</summary>
/// <param name="Provider">Host name, or <c>reference endpoint</c>.</param>
/// <param name="BaseUrl">Base address.</param>
/// <param name="Model">Model name sent.</param>
/// <param name="Dialect"><c>kimi</c>, <c>opensource</c> or <c>none</c>.</param>
/// <param name="IsReference">Whether it was the embedded reference endpoint: such a result says nothing about any vendor.</param>
public sealed record EndpointInfo(string Provider, string BaseUrl, string Model, string Dialect, bool IsReference);

/// <summary>Findings by status.</summary>
public sealed record CountsInfo(int Pass, int Fail, int Undecided, int Unsupported, int Infrastructure, int HarnessError, int NotRun);

/// <summary>One finding.</summary>
public sealed record RequirementInfo(
    string Id, string Title, string Category, string Level, string Source, string Mode, string Status,
    string? Expected, string? Actual, IReadOnlyList<string> Faults, IReadOnlyList<string> Evidence, double DurationMs);

/// <summary>One benchmark.</summary>
public sealed record BenchmarkInfo(
    string Id, string Category, DatasetInfo Dataset, int Trials, int Scored, int Infrastructure, string StopReason,
    IReadOnlyList<MetricInfo> Metrics, TokenInfo Usage, LatencyInfo Latency);

/// <summary>A data set.</summary>
public sealed record DatasetInfo(string Name, string Revision, int Items);

/// <summary>One figure.</summary>
public sealed record MetricInfo(
    string Name, double? Value, double? Low, double? High, double? Confidence, double? Baseline, double? Margin, double? Threshold, string Status, string Explanation);

/// <summary>Tokens as reported by the endpoint.</summary>
public sealed record TokenInfo(long PromptTokens, long CompletionTokens, long ReasoningTokens);

/// <summary>Speed; absent figures were not measured.</summary>
public sealed record LatencyInfo(QuantileInfo? TtftMs, QuantileInfo? OutputTokensPerSecond);

/// <summary>Quantiles.</summary>
public sealed record QuantileInfo(double P50, double P90, double P99);

/// <summary>A fault that failures suggest.</summary>
public sealed record FaultInfo(string Id, string Title, IReadOnlyList<string> Requirements, string Hint, IReadOnlyList<string> Sources);

/// <summary>Requests and tokens of the whole run.</summary>
public sealed record UsageInfo(long Requests, long PromptTokens, long CompletionTokens, long ReasoningTokens, long CachedTokens);
