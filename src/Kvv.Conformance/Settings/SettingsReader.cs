using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Settings;

/// <summary>
/// Reads the settings: an environment variable beats the runsettings file, which beats the default. A name that is not in
/// <see cref="SettingDefinition.All"/> or a value that does not parse is refused, never skipped: a mistyped setting would
/// otherwise judge the wrong thing.
/// </summary>
public sealed class SettingsReader
{
    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly string _repositoryRoot;
    private readonly Func<ulong> _drawSeed;

    /// <summary>Creates a reader.</summary>
    /// <param name="parameters">The entries of <c>TestRunParameters</c>.</param>
    /// <param name="environment">The process environment.</param>
    /// <param name="repositoryRoot">Absolute path against which relative folders are read.</param>
    /// <param name="drawSeed">Draws the seed of a run that names none, or <see langword="null"/> for one that nobody can foresee.</param>
    public SettingsReader(IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> environment, string repositoryRoot, Func<ulong>? drawSeed = null)
    {
        _parameters = parameters;
        _environment = environment;
        _repositoryRoot = repositoryRoot;
        _drawSeed = drawSeed ?? SeedChoice.Draw;
    }

    /// <summary>The environment of this process as a dictionary.</summary>
    public static IReadOnlyDictionary<string, string> ProcessEnvironment() =>
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);

    /// <summary>Reads every setting.</summary>
    /// <exception cref="SettingsException">A name is unknown or a value does not parse.</exception>
    /// <exception cref="InvalidDataException">A recorded baseline, whose seed the run takes, cannot be read.</exception>
    public ConformanceSettings Read()
    {
        RefuseUnknownNames();
        var tier = Choice("Tier", Tier.Smoke, ("smoke", Tier.Smoke), ("standard", Tier.Standard), ("full", Tier.Full));
        var keyVariable = Text("ApiKeyVariable") ?? "KVV_API_KEY";
        var key = _environment.GetValueOrDefault(keyVariable);
        var timeout = Duration("RequestTimeout", DefaultTimeout(tier), TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1));
        var (priceInput, priceOutput) = (Amount("PriceInput"), Amount("PriceOutput"));
        var settings = new ConformanceSettings
        {
            BaseUrl = ReadBaseUrl(),
            ApiKeyVariable = keyVariable,
            ApiKey = string.IsNullOrWhiteSpace(key) ? null : key.Trim(),
            Model = Text("Model"),
            Profile = Text("Profile") ?? "kimi-k2.6",
            Dialect = Text("Dialect") is null
                ? null
                : Choice("Dialect", Dialect.None, ("kimi", Dialect.Kimi), ("opensource", Dialect.OpenSource), ("none", Dialect.None)),
            Tier = tier,
            Concurrency = Integer("Concurrency", 32, 1, 4096),
            RequestTimeout = timeout,
            IdleTimeout = Duration("IdleTimeout", timeout < LongestSilence ? timeout : LongestSilence, TimeSpan.FromMilliseconds(10), TimeSpan.FromDays(1)),
            RequestsPerMinute = (int?)OptionalWhole("RequestsPerMinute", 1_000_000),
            TokensPerMinute = OptionalWhole("TokensPerMinute", 1_000_000_000_000),
            MaxInfrastructureRate = (double)(Amount("MaxInfrastructureRate", 1) ?? (decimal)AccuracyRule.MaxInfrastructureRate),
            PriceInput = priceInput,
            PriceOutput = priceOutput,
            Budget = new(OptionalWhole("MaxTokens", 1_000_000_000_000), ReadMaxCost(priceInput, priceOutput), Find("MaxDuration") is null ? null : Duration("MaxDuration", TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365))),
            ProgressInterval = Find("ProgressInterval") is null ? null : Duration("ProgressInterval", TimeSpan.Zero, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1)),
            Shard = ReadShard(),
            MaxAttempts = Integer("MaxAttempts", DefaultAttempts(tier), 1, 20),
            RunDirectory = Folder("RunDirectory", Path.Combine(_repositoryRoot, "runs")),
            Resume = ReadResume(),
            DatasetDirectory = Folder("DatasetDirectory", DefaultDatasetDirectory()),
            ExtraBody = JsonMembers("ExtraBody"),
            ExtraHeaders = ReadHeaders(),
            Sandbox = Choice("Sandbox", SandboxKind.Auto, ("auto", SandboxKind.Auto), ("bubblewrap", SandboxKind.Bubblewrap), ("docker", SandboxKind.Docker), ("podman", SandboxKind.Podman), ("none", SandboxKind.None)),
            ToolStyle = Choice("ToolStyle", ToolStyle.Functions, ("functions", ToolStyle.Functions), ("bash", ToolStyle.Bash)),
            SchemaThinking = Choice("SchemaThinking", SchemaThinking.Profile, ("profile", SchemaThinking.Profile), ("on", SchemaThinking.On), ("off", SchemaThinking.Off), ("both", SchemaThinking.Both)),
            UndecidedIs = Choice("UndecidedIs", UndecidedRule.Fail, ("fail", UndecidedRule.Fail), ("pass", UndecidedRule.Pass)),
            Recommendations = Choice("Recommendations", RecommendationRule.Report, ("report", RecommendationRule.Report), ("require", RecommendationRule.Require)),
            SmokeFailure = Choice("SmokeFailure", SmokeFailureRule.Stop, ("stop", SmokeFailureRule.Stop), ("ignore", SmokeFailureRule.Ignore)),
            PictureServer = ReadPictureServer(),
            ImageCompatibility = Choice("ImageCompatibility", ImageCompatibility.Original, ("original", ImageCompatibility.Original), ("jpeg", ImageCompatibility.Jpeg)),
            ReferenceFaults = Text("ReferenceFaults") ?? "",
            GateMaxAge = Duration("GateMaxAge", TimeSpan.FromHours(24), TimeSpan.Zero, TimeSpan.FromDays(365)),
            SchemaCaseDirectory = ExistingFolder("SchemaCaseDirectory"),
            Baselines = ExistingFolder("Baselines"),
        };
        var seed = ReadSeed() is { } given ? new(given, SeedOrigin.Given) : SeedChoice.Of(settings, _drawSeed);
        return settings with { Seed = seed.Seed, SeedOrigin = seed.Origin };
    }

    // An engine sends something long before this, even while it thinks; a proxy that queues may take minutes.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private static TimeSpan DefaultTimeout(Tier tier) => tier switch
    {
        Tier.Smoke => TimeSpan.FromSeconds(120),
        Tier.Standard => TimeSpan.FromHours(1),
        _ => TimeSpan.FromHours(24),
    };

    private static int DefaultAttempts(Tier tier) => tier switch { Tier.Smoke => 3, Tier.Standard => 5, _ => 8 };

    private static string DefaultDatasetDirectory() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "kvv", "datasets");

    private void RefuseUnknownNames()
    {
        var parameters = SettingDefinition.All.Select(d => d.Parameter).ToList();
        foreach (var name in _parameters.Keys.Where(name => !parameters.Contains(name, StringComparer.Ordinal)))
            throw new SettingsException($"The runsettings file sets the unknown parameter \"{name}\".{Suggest(name, parameters)} Known parameters: {string.Join(", ", parameters)}.");

        // KVV_API_KEY is known even when ApiKeyVariable names another variable: a machine may hold both.
        var variables = SettingDefinition.All.Select(d => d.Variable).Append("KVV_API_KEY").ToList();
        var keyVariable = Text("ApiKeyVariable");
        foreach (var name in _environment.Keys.Where(name => name.StartsWith("KVV_", StringComparison.Ordinal) && name != keyVariable && !variables.Contains(name, StringComparer.Ordinal)))
            throw new SettingsException($"The environment sets the unknown variable {name}.{Suggest(name, variables)} Known variables: {string.Join(", ", variables)}.");
    }

    private static string Suggest(string name, IEnumerable<string> known) =>
        Spelling.Nearest(name, known) is { } nearest ? $" Did you mean \"{nearest}\"?" : "";

    /// <summary>The value and where it came from, for messages; an empty value counts as not set.</summary>
    private (string Value, string Place)? Find(string parameter)
    {
        var definition = SettingDefinition.All.Single(d => d.Parameter == parameter);
        if (_environment.TryGetValue(definition.Variable, out var variable) && !string.IsNullOrWhiteSpace(variable))
            return (variable.Trim(), $"environment variable {definition.Variable}");
        if (_parameters.TryGetValue(parameter, out var value) && !string.IsNullOrWhiteSpace(value))
            return (value.Trim(), $"runsettings parameter {parameter}");
        return null;
    }

    private string? Text(string parameter) => Find(parameter)?.Value;

    private static SettingsException Refused(string place, string value, string allowed) =>
        new($"The {place} is \"{value}\", which is not {allowed}.");

    private Uri? ReadBaseUrl()
    {
        if (Find("BaseUrl") is not { } found || found.Value == ConformanceSettings.ReferenceBaseUrl)
            return null;
        if (!Uri.TryCreate(found.Value, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            throw Refused(found.Place, found.Value, "`reference` or an absolute http(s) address such as https://api.example.com/v1");
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            throw new SettingsException($"The {found.Place} carries user information, a query or a fragment. Give the plain address; keys go into the variable named by ApiKeyVariable, other values into ExtraHeaders.");
        return new Uri(uri.GetLeftPart(UriPartial.Path).TrimEnd('/'));
    }

    private PictureServerChoice? ReadPictureServer()
    {
        if (Find("PictureServer") is not { } found || found.Value.Equals("off", StringComparison.OrdinalIgnoreCase))
            return null;
        if (found.Value.Equals("on", StringComparison.OrdinalIgnoreCase))
            return new(null);
        return Uri.TryCreate(found.Value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && !uri.IsDefaultPort && uri is { AbsolutePath: "/", UserInfo: "", Query: "", Fragment: "" }
            ? new(uri)
            : throw Refused(found.Place, found.Value, "`on`, `off` or an address with a port such as http://host:8099");
    }

    private ulong? ReadSeed()
    {
        if (Find("Seed") is not { } found)
            return null;
        return ulong.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw Refused(found.Place, found.Value, "a whole number from 0 to 2^64-1");
    }

    private ResumeChoice ReadResume() => Text("Resume") switch
    {
        null or "auto" => new(ResumeMode.Auto),
        "never" => new(ResumeMode.Never),
        var id => new(ResumeMode.Run, id),
    };

    private T Choice<T>(string parameter, T fallback, params (string Name, T Value)[] choices)
    {
        if (Find(parameter) is not { } found)
            return fallback;
        foreach (var (name, value) in choices)
        {
            if (string.Equals(found.Value, name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        throw Refused(found.Place, found.Value, "one of " + string.Join(", ", choices.Select(c => c.Name)));
    }

    private int Integer(string parameter, int fallback, int min, int max)
    {
        if (Find(parameter) is not { } found)
            return fallback;
        return int.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Refused(found.Place, found.Value, $"a whole number from {min} to {max}");
    }

    private long? OptionalWhole(string parameter, long max)
    {
        if (Find(parameter) is not { } found)
            return null;
        return long.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= max
            ? value
            : throw Refused(found.Place, found.Value, $"a whole number from 1 to {max}");
    }

    private decimal? Amount(string parameter, decimal max = 1_000_000_000)
    {
        if (Find(parameter) is not { } found)
            return null;
        return decimal.TryParse(found.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= max
            ? value
            : throw Refused(found.Place, found.Value, $"a number from 0 to {max}");
    }

    private decimal? ReadMaxCost(decimal? priceInput, decimal? priceOutput)
    {
        var cost = Amount("MaxCost");
        return cost is null || priceInput is not null || priceOutput is not null
            ? cost
            : throw new SettingsException("MaxCost limits the cost, but no price is known. Set PriceInput and PriceOutput, the prices of a million tokens.");
    }

    private ShardChoice? ReadShard()
    {
        if (Find("Shard") is not { } found)
            return null;
        return ShardChoice.TryParse(found.Value) ?? throw Refused(found.Place, found.Value, "i/n with i from 1 to n, such as 2/8");
    }

    private TimeSpan Duration(string parameter, TimeSpan fallback, TimeSpan min, TimeSpan max)
    {
        if (Find(parameter) is not { } found)
            return fallback;
        return DurationText.TryParse(found.Value, out var value) && value >= min && value <= max
            ? value
            : throw Refused(found.Place, found.Value, $"a duration such as 90s, 10m or 2h, from {DurationText.Format(min)} to {DurationText.Format(max)}");
    }

    private string Folder(string parameter, string fallback) =>
        Text(parameter) is { } path ? Path.GetFullPath(path, _repositoryRoot) : fallback;

    private string? ExistingFolder(string parameter)
    {
        if (Find(parameter) is not { } found)
            return null;
        var path = Path.GetFullPath(found.Value, _repositoryRoot);
        return Directory.Exists(path) ? path : throw Refused(found.Place, found.Value, "a folder that exists");
    }

    private JsonObject JsonMembers(string parameter)
    {
        if (Find(parameter) is not { } found)
            return [];
        try
        {
            return JsonNode.Parse(found.Value) as JsonObject ?? throw Refused(found.Place, found.Value, "a JSON object");
        }
        catch (JsonException e)
        {
            throw new SettingsException($"The {found.Place} is no JSON object: {e.Message}");
        }
    }

    private Dictionary<string, string> ReadHeaders()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in JsonMembers("ExtraHeaders"))
        {
            // The value is not repeated in the message: headers often hold keys.
            if (value is not JsonValue text || !text.TryGetValue<string>(out var header))
                throw new SettingsException($"ExtraHeaders: the value of \"{name}\" is not a string.");
            headers[name] = header;
        }

        return headers;
    }
}
