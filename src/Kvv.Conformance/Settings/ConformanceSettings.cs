using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Settings;

/// <summary>How much of the suite is run.</summary>
public enum Tier
{
    /// <summary>Built-in items only; minutes.</summary>
    Smoke,

    /// <summary>Official sets with sequential stopping.</summary>
    Standard,

    /// <summary>Every item, as published.</summary>
    Full,
}

/// <summary>What a run that finds an older, unfinished one does.</summary>
/// <param name="Mode">The choice.</param>
/// <param name="RunId">The run to continue, for <see cref="ResumeMode.Run"/>.</param>
public sealed record ResumeChoice(ResumeMode Mode, string? RunId = null);

/// <summary>The kinds of <see cref="ResumeChoice"/>.</summary>
public enum ResumeMode
{
    /// <summary>Continue the newest unfinished run with the same fingerprint.</summary>
    Auto,

    /// <summary>Start a new run.</summary>
    Never,

    /// <summary>Continue the run with the given id.</summary>
    Run,
}

/// <summary>What an undecided requirement or benchmark does to the verdict.</summary>
public enum UndecidedRule
{
    /// <summary>The run does not conform.</summary>
    Fail,

    /// <summary>The run may still conform.</summary>
    Pass,
}

/// <summary>What a recommendation, a <c>should</c> rule, that failed does to the verdict.</summary>
public enum RecommendationRule
{
    /// <summary>It is shown and leaves the verdict.</summary>
    Report,

    /// <summary>The run fails.</summary>
    Require,
}

/// <summary>What the failure of a smoke test does to the benchmark behind it.</summary>
public enum SmokeFailureRule
{
    /// <summary>It sends nothing.</summary>
    Stop,

    /// <summary>It runs all the same.</summary>
    Ignore,
}

/// <summary>How pictures of public sets are sent.</summary>
public enum ImageCompatibility
{
    /// <summary>Byte for byte as the set holds them.</summary>
    Original,

    /// <summary>PNG turned into JPEG with loss, as the makers' suite sends them.</summary>
    Jpeg,
}

/// <summary>How pictures are served.</summary>
/// <param name="Address">Under which the endpoint reaches the served port, or <see langword="null"/> for a free port under its own loopback address.</param>
public sealed record PictureServerChoice(Uri? Address);

/// <summary>
/// Every setting of one run, read by <see cref="SettingsReader"/> from the runsettings file and the environment. The names
/// and defaults are the stable interface documented in <c>docs/settings.md</c>.
/// </summary>
public sealed record ConformanceSettings
{
    /// <summary>The value of <c>BaseUrl</c> that stands for the embedded reference endpoint.</summary>
    public const string ReferenceBaseUrl = "reference";

    /// <summary>The seed for reference endpoints when none is set; published, so that anyone can prepare for what it draws.</summary>
    public const ulong DefaultSeed = 20_260_801;

    /// <summary>The endpoint's base address (up to and including <c>/v1</c>), or <see langword="null"/> for the embedded reference endpoint.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The environment variable that holds the API key.</summary>
    public string ApiKeyVariable { get; init; } = "KVV_API_KEY";

    /// <summary>The API key, or <see langword="null"/> when the variable is unset or empty. Never written anywhere.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The model name sent in requests, or <see langword="null"/> for the profile's name.</summary>
    public string? Model { get; init; }

    /// <summary>The profile's name, or the path of a profile file.</summary>
    public string Profile { get; init; } = "kimi-k2.6";

    /// <summary>The dialect, or <see langword="null"/> for the profile's.</summary>
    public Dialect? Dialect { get; init; }

    /// <summary>How much is run.</summary>
    public Tier Tier { get; init; }

    /// <summary>Requests under way at once, 1 to 4,096.</summary>
    public int Concurrency { get; init; } = 32;

    /// <summary>The longest one attempt may take from sending to its last byte.</summary>
    public TimeSpan RequestTimeout { get; init; }

    /// <summary>Attempts of one request in all, 1 to 20.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>The longest silence of a stream before the attempt is given up.</summary>
    public TimeSpan IdleTimeout { get; init; }

    /// <summary>Attempts a minute, or <see langword="null"/> for no cap.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Prompt and completion tokens a minute, or <see langword="null"/> for no cap.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>The share of a benchmark's trials that may end in infrastructure errors before it is undecided, 0 to 1.</summary>
    public double MaxInfrastructureRate { get; init; } = AccuracyRule.MaxInfrastructureRate;

    /// <summary>Price of a million prompt tokens, or <see langword="null"/> when unknown.</summary>
    public decimal? PriceInput { get; init; }

    /// <summary>Price of a million completion tokens, or <see langword="null"/> when unknown.</summary>
    public decimal? PriceOutput { get; init; }

    /// <summary>What the run may spend.</summary>
    public BudgetLimits Budget { get; init; } = new(null, null, null);

    /// <summary>How often a progress line is shown, or <see langword="null"/> for what suits the place.</summary>
    public TimeSpan? ProgressInterval { get; init; }

    /// <summary>The part of the trials that this run makes, or <see langword="null"/> for all.</summary>
    public ShardChoice? Shard { get; init; }

    /// <summary>Seed of everything that is drawn.</summary>
    public ulong Seed { get; init; } = DefaultSeed;

    /// <summary>Where <see cref="Seed"/> comes from.</summary>
    public SeedOrigin SeedOrigin { get; init; } = SeedOrigin.Published;

    /// <summary>The folder that holds run folders, absolute.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>Whether an unfinished run is continued.</summary>
    public ResumeChoice Resume { get; init; } = new(ResumeMode.Auto);

    /// <summary>The folder of downloaded data sets, absolute.</summary>
    public required string DatasetDirectory { get; init; }

    /// <summary>Members added to every request body that does not set them itself.</summary>
    public JsonObject ExtraBody { get; init; } = [];

    /// <summary>Headers added to every request. Values are treated as secrets.</summary>
    public IReadOnlyDictionary<string, string> ExtraHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>Where commands of an agent run.</summary>
    public SandboxKind Sandbox { get; init; }

    /// <summary>How an agent acts on code.</summary>
    public ToolStyle ToolStyle { get; init; }

    /// <summary>In which thinking modes the schema cases are called.</summary>
    public SchemaThinking SchemaThinking { get; init; }

    /// <summary>What undecided does to the verdict.</summary>
    public UndecidedRule UndecidedIs { get; init; }

    /// <summary>What a recommendation that failed does to the verdict; the gate stays a matter of <c>must</c> rules.</summary>
    public RecommendationRule Recommendations { get; init; }

    /// <summary>What the failure of a smoke test does to the benchmark behind it.</summary>
    public SmokeFailureRule SmokeFailure { get; init; }

    /// <summary>Whether and under which address vision probes serve pictures themselves, or <see langword="null"/> when they do not.</summary>
    public PictureServerChoice? PictureServer { get; init; }

    /// <summary>How pictures of public sets are sent.</summary>
    public ImageCompatibility ImageCompatibility { get; init; }

    /// <summary>Fault ids for the embedded endpoint, as its <c>--faults</c> takes them; empty for a healthy one.</summary>
    public string ReferenceFaults { get; init; } = "";

    /// <summary>How old a recorded gate may be to be trusted; zero trusts none.</summary>
    public TimeSpan GateMaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Folder of the maker's own schema cases, absolute, or <see langword="null"/> for the built-in ones.</summary>
    public string? SchemaCaseDirectory { get; init; }

    /// <summary>Folder of recorded baselines, absolute, or <see langword="null"/> for none.</summary>
    public string? Baselines { get; init; }

    /// <summary>Whether the run is against the embedded reference endpoint.</summary>
    public bool IsReference => BaseUrl is null;
}

/// <summary>A setting is unknown or does not parse. The message names it, its value's place and what is allowed.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">One or more sentences for the user.</param>
    public SettingsException(string message)
        : base(message)
    {
    }
}
