using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

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

    /// <summary>The faults that failures suggest, likeliest first.</summary>
    public required IReadOnlyList<FaultInfo> Faults { get; init; }

    /// <summary>Broken rules, by id, and failed figures, as <c>benchmark/figure</c>, that fit no known fault.</summary>
    public IReadOnlyList<string> Unexplained { get; init; } = [];

    /// <summary>Requests and tokens of the whole run, but for what was made beyond an early stop: see <see cref="Spent"/>.</summary>
    public required UsageInfo Usage { get; init; }

    /// <summary>All that the run has cost: <see cref="Usage"/> and what was made beyond early stops.</summary>
    public UsageInfo Spent() => Benchmarks.Select(b => b.BeyondStop).OfType<BeyondStopInfo>().Aggregate(Usage, (sum, b) => new(
        sum.Requests + b.Requests, sum.PromptTokens + b.PromptTokens, sum.CompletionTokens + b.CompletionTokens, sum.ReasoningTokens + b.ReasoningTokens, sum.CachedTokens + b.CachedTokens));

    /// <summary>Whether a rule decides the verdict of this run: every <c>must</c> rule, and <c>should</c> rules where the run requires them.</summary>
    /// <param name="rule">One of its findings.</param>
    public bool Decides(RequirementInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Level == "must" || (rule.Level == "should" && Run.Recommendations == "require");
    }

    /// <summary>The document as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads a document of the current format.</summary>
    /// <param name="json">The content of a <c>result.json</c>.</param>
    /// <exception cref="InvalidDataException">The text is no JSON, has another format, or lacks a member; the message says which.</exception>
    public static ResultDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using (var raw = JsonDocument.Parse(json))
            {
                var format = raw.RootElement.ValueKind == JsonValueKind.Object && raw.RootElement.TryGetProperty("format", out var member) && member.ValueKind == JsonValueKind.String
                    ? member.GetString()
                    : null;
                if (format != CurrentFormat)
                    throw new InvalidDataException($"The result has the format {(format is null ? "(none)" : $"\"{format}\"")}; this version reads \"{CurrentFormat}\". Use the version of the suite that wrote it, or a newer one.");
            }

            return JsonSerializer.Deserialize<ResultDocument>(json, Options) ?? throw new InvalidDataException("The result is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The result cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>This suite.</summary>
/// <param name="Name">Always <c>Kvv.Conformance</c>.</param>
/// <param name="Version">Semantic version.</param>
/// <param name="Commit">Commit it was built from, or <c>unknown</c>.</param>
public sealed record SuiteInfo(string Name, string Version, string Commit)
{
    /// <summary>The .NET runtime, for example <c>.NET 10.0.1</c>.</summary>
    public string? Runtime { get; init; }

    /// <summary>Operating system and processor architecture.</summary>
    public string? OperatingSystem { get; init; }
}

/// <summary>The run.</summary>
/// <param name="Id">Folder name.</param>
/// <param name="StartedAt">Start of the first part.</param>
/// <param name="FinishedAt">End, or <see langword="null"/> for a run that is under way or was stopped.</param>
/// <param name="Tier"><c>smoke</c>, <c>standard</c> or <c>full</c>.</param>
/// <param name="Seed">The seed as text: JSON numbers do not hold 64 bits everywhere.</param>
/// <param name="Resumed">Whether an earlier part was continued.</param>
public sealed record RunInfo(string Id, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string Tier, string Seed, bool Resumed)
{
    /// <summary><c>report</c>, or <c>require</c> where <c>should</c> rules decide the verdict as well.</summary>
    public string Recommendations { get; init; } = "report";
}

/// <summary>What was tested.</summary>
/// <param name="Provider">Host name, or <c>reference endpoint</c>.</param>
/// <param name="BaseUrl">Base address.</param>
/// <param name="Model">Model name sent.</param>
/// <param name="Dialect"><c>kimi</c>, <c>opensource</c> or <c>none</c>.</param>
/// <param name="IsReference">Whether it was a reference endpoint, embedded or served: such a result says nothing about any vendor.</param>
public sealed record EndpointInfo(string Provider, string BaseUrl, string Model, string Dialect, bool IsReference);

/// <summary>Findings by status.</summary>
public sealed record CountsInfo(int Pass, int Fail, int Undecided, int Unsupported, int Infrastructure, int HarnessError, int NotRun);

/// <summary>One finding.</summary>
public sealed record RequirementInfo(
    string Id, string Title, string Category, string Level, string Source, string Mode, string Status,
    string? Expected, string? Actual, IReadOnlyList<string> Faults, IReadOnlyList<string> Evidence, double DurationMs)
{
    /// <summary>The subject within the category, for example <c>streaming</c>; empty in results of early versions.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Whose rule it is: <c>portable</c>, <c>contract</c> or <c>nicety</c>; empty in results of early versions.</summary>
    public string Scope { get; init; } = "";
}

/// <summary>One benchmark.</summary>
public sealed record BenchmarkInfo(
    string Id, string Category, DatasetInfo Dataset, int Trials, int Scored, int Infrastructure, string StopReason,
    IReadOnlyList<MetricInfo> Metrics, TokenInfo Usage, LatencyInfo Latency)
{
    /// <summary>Tries of each item.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>What the accuracy is held against, before the margin: the official figure or a floor of ours.</summary>
    public double? Reference { get; init; }

    /// <summary>Where the reference comes from, or why the floor is what it is.</summary>
    public string? ReferenceSource { get; init; }

    /// <summary>Trials that a published reference is the mean of; <see langword="null"/> when its publisher does not say, or it is a floor.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ReferenceTrials { get; init; }

    /// <summary>The request's members apart from model, messages and tools: the decoding as it was sent.</summary>
    public JsonObject? Decoding { get; init; }

    /// <summary>Files that go with the result (plots, tables, the ledger of a sequential verdict), as paths under the run folder.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>What was made beyond an early stop, and is in no other figure; absent when nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BeyondStopInfo? BeyondStop { get; init; }
}

/// <summary>What was under way when a benchmark was stopped early: paid for, kept in the journal, not judged.</summary>
/// <param name="Trials">Trials of which something had come back.</param>
/// <param name="Requests">HTTP requests, retries included.</param>
/// <param name="PromptTokens">Prompt tokens.</param>
/// <param name="CompletionTokens">Completion tokens.</param>
/// <param name="ReasoningTokens">Of those, reasoning tokens.</param>
/// <param name="CachedTokens">Cached prompt tokens.</param>
/// <param name="Replies">Replies that the rules of every reply would have judged.</param>
/// <param name="Anomalies">Of those, how many showed each kind of anomaly.</param>
public sealed record BeyondStopInfo(
    int Trials, long Requests, long PromptTokens, long CompletionTokens, long ReasoningTokens, long CachedTokens, int Replies, IReadOnlyDictionary<string, int> Anomalies);

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
public sealed record FaultInfo(string Id, string Title, IReadOnlyList<string> Requirements, string Hint, IReadOnlyList<string> Sources)
{
    /// <summary>
    /// <c>likely</c>: it explains failures that no likelier fault explains; <c>lookAlike</c>: from outside it can hardly be told from
    /// a likely one; <c>possible</c>: a failure points at it, but other evidence speaks against it. Absent in results of early versions.
    /// </summary>
    public string? Standing { get; init; }

    /// <summary>Why it stands where it stands, in a sentence or two; absent in results of early versions.</summary>
    public string? Reason { get; init; }

    /// <summary>For a likely fault: the ids of faults that would look nearly the same in this run.</summary>
    public IReadOnlyList<string> LookAlikes { get; init; } = [];

    /// <summary>What else it explains: figures of benchmarks as <c>benchmark/figure</c>, and the first contact.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    /// <summary>What a client sees.</summary>
    public string? Symptom { get; init; }

    /// <summary>Where it usually comes from.</summary>
    public string? Cause { get; init; }

    /// <summary>How much it hurts: a word of the fault catalogue.</summary>
    public string? Severity { get; init; }

    /// <summary>The sources that have an address.</summary>
    public IReadOnlyList<LinkInfo> Links { get; init; } = [];
}

/// <summary>An address with its name.</summary>
public sealed record LinkInfo(string Name, string Url);

/// <summary>Requests and tokens of the whole run.</summary>
public sealed record UsageInfo(long Requests, long PromptTokens, long CompletionTokens, long ReasoningTokens, long CachedTokens);
