using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Conformance.Baselines;

/// <summary>
/// What one endpoint scored on one benchmark, item by item: the comparison for other endpoints that serve the same model. The
/// format <c>kvv-baseline/1</c> is described in <c>docs/baseline.schema.json</c>.
/// </summary>
public sealed record BaselineFile
{
    /// <summary>The format's name.</summary>
    public const string FormatName = "kvv-baseline/1";

    /// <summary>What file names end with.</summary>
    public const string Suffix = ".baseline.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary><see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The benchmark.</summary>
    public required string Benchmark { get; init; }

    /// <summary>The profile whose contract and decoding were used.</summary>
    public required string Profile { get; init; }

    /// <summary>What was measured.</summary>
    public required BaselineEndpoint Endpoint { get; init; }

    /// <summary>The items.</summary>
    public required BaselineDataset Dataset { get; init; }

    /// <summary>How the profile told the endpoint to draw answers, or <see langword="null"/> in files that do not say.</summary>
    public BaselineDecoding? Decoding { get; init; }

    /// <summary>The tier of the measurement.</summary>
    public required string Tier { get; init; }

    /// <summary>The seed of what was drawn, as text because JSON numbers do not hold 64 bits everywhere, or <see langword="null"/> in files that do not say.</summary>
    public string? Seed { get; init; }

    /// <summary>The suite that measured.</summary>
    public required BaselineSuite Suite { get; init; }

    /// <summary>Start of the first request.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the measurement was complete.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Trials made; those without an answer and those that could not be scored are counted and not part of <see cref="Items"/>.</summary>
    public required BaselineTrials Trials { get; init; }

    /// <summary>The figures of the benchmark on this endpoint.</summary>
    public required IReadOnlyList<BaselineFigure> Figures { get; init; }

    /// <summary>The scores of each item that has one.</summary>
    public required IReadOnlyList<BaselineItem> Items { get; init; }

    /// <summary>The mean over items of their mean score.</summary>
    [JsonIgnore]
    public double Mean => Items.Average(i => i.Scores.Average());

    /// <summary>What the baseline supports where items are compared one by one, as a sentence; <see langword="null"/> for a single item.</summary>
    [JsonIgnore]
    public string? Precision
    {
        get
        {
            if (Items.Count < 2)
                return null;
            var known = ItemBaselines.FromRuns([.. Items.Select(i => ItemScores.FromScores([.. i.Scores]))]);
            return string.Create(CultureInfo.InvariantCulture, $"Mean {known.Mean:0.000} over {Items.Count} items with a standard error of {known.StandardError:0.0000}: good for a margin of {8 * known.StandardError:0.000} and more, usable from {4 * known.StandardError:0.000} on; the usual margin is {ItemBaselines.DefaultMargin(known.Mean):0.00}.");
        }
    }

    /// <summary>The file's name in a folder of baselines.</summary>
    [JsonIgnore]
    public string FileName => NameOf(Benchmark, Profile);

    /// <summary>The name under which the baseline of a benchmark and a profile is looked for.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="profile">The profile.</param>
    public static string NameOf(string benchmark, string profile) => $"{RunDirectory.Sanitise(benchmark)}.{RunDirectory.Sanitise(profile)}{Suffix}";

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no baseline of this format; the message says why.</exception>
    public static BaselineFile Read(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<BaselineFile>(File.ReadAllText(path), Options) ?? throw new InvalidDataException($"{path} is empty.");
            if (file.Format != FormatName)
                throw new InvalidDataException($"{path} has the format \"{file.Format}\"; this suite reads {FormatName}.");
            if (file.Items.Count == 0 || file.Items.Any(i => i.Scores.Count == 0 || i.Scores.Any(s => s is < 0 or > 1)) || file.Items.DistinctBy(i => i.Id).Count() != file.Items.Count)
                throw new InvalidDataException($"{path}: every item appears once and has scores between 0 and 1.");
            return file;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path} is no baseline: {e.Message}", e);
        }
    }
}

/// <summary>What was measured.</summary>
/// <param name="BaseUrl">Its address.</param>
/// <param name="Model">The model name in requests.</param>
/// <param name="Dialect">How it spells thinking.</param>
/// <param name="IsReference">Whether it says by its model name that it is the reference endpoint, which says nothing about any vendor.</param>
public sealed record BaselineEndpoint(string BaseUrl, string Model, string Dialect, bool IsReference);

/// <summary>The items.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Revision">What pins them.</param>
/// <param name="Items">How many there are.</param>
public sealed record BaselineDataset(string Name, string Revision, int Items);

/// <summary>The profile's decoding of a benchmark; see <see cref="Profiles.Decoding"/>.</summary>
/// <param name="Temperature">Sampling temperature.</param>
/// <param name="TopP">Nucleus sampling mass.</param>
/// <param name="MaxTokens">Most tokens of an answer.</param>
/// <param name="Thinking"><c>on</c> or <c>off</c>.</param>
/// <param name="Effort">Thinking effort.</param>
/// <param name="Keep">What is kept of earlier thinking.</param>
public sealed record BaselineDecoding(double? Temperature, double? TopP, int? MaxTokens, string Thinking, string? Effort, string? Keep)
{
    /// <summary>The decoding as a file states it.</summary>
    /// <param name="decoding">The profile's.</param>
    public static BaselineDecoding Of(Profiles.Decoding decoding)
    {
        ArgumentNullException.ThrowIfNull(decoding);
        return new(decoding.Temperature, decoding.TopP, decoding.MaxTokens, decoding.Thinking.ToString().ToLowerInvariant(), decoding.Effort, decoding.Keep);
    }
}

/// <summary>The suite that measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Commit">Its commit.</param>
public sealed record BaselineSuite(string Name, string Version, string Commit);

/// <summary>Counts of trials.</summary>
/// <param name="Made">All.</param>
/// <param name="Scored">Those in the items.</param>
/// <param name="Unscored">Answered, but not to be scored.</param>
/// <param name="Infrastructure">Without an answer.</param>
public sealed record BaselineTrials(int Made, int Scored, int Unscored, int Infrastructure);

/// <summary>A figure of the benchmark.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
public sealed record BaselineFigure(string Name, double? Value, double? Low, double? High);

/// <summary>The scores of one item.</summary>
/// <param name="Id">The item.</param>
/// <param name="Scores">One score a try, 0 to 1.</param>
public sealed record BaselineItem(string Id, IReadOnlyList<double> Scores);
