using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>What the values of a race stand for.</summary>
public enum MetricScale
{
    /// <summary>A mean score or rate; with item offsets, its difference to the baseline.</summary>
    Score,

    /// <summary>The proportion J behind a trigger F1.</summary>
    TriggerF1,
}

/// <summary>
/// Everything a sequential verdict depends on besides the observations, frozen before the first trial. Written next to
/// the ledger; the two together reproduce the verdict offline.
/// </summary>
public sealed record SequentialRule
{
    /// <summary>Benchmark and metric this rule is for.</summary>
    public required string Benchmark { get; init; }

    /// <summary>Hypotheses and bets.</summary>
    public required RaceDesign Design { get; init; }

    /// <summary>How trials are drawn.</summary>
    public required SamplingScheme Scheme { get; init; }

    /// <summary>Cap N_max on schedule positions; an undecided run may be extended by raising it.</summary>
    public required int MaximumTrials { get; init; }

    /// <summary>Largest probability of "conforms" for a bad endpoint.</summary>
    public double Alpha { get; init; } = .05;

    /// <summary>Largest probability of "fails" for a good endpoint; .01 per row keeps five rows at .05 together.</summary>
    public double Beta { get; init; } = .01;

    /// <summary>No verdict before this many values.</summary>
    public int MinimumTrials { get; init; } = 20;

    /// <summary>Above this share of trials without an answer nothing is decided.</summary>
    public double InfrastructureLimit { get; init; } = .02;

    /// <summary>By item, what is subtracted from a score; <see langword="null"/> to use scores as they are.</summary>
    public IReadOnlyList<double>? ItemOffsets { get; init; }

    /// <summary>Lowest possible score.</summary>
    public double LowestScore { get; init; }

    /// <summary>Highest possible score; anything below it counts as a failure for the guard on failure classes.</summary>
    public double HighestScore { get; init; } = 1;

    /// <summary>What the values stand for.</summary>
    public MetricScale Scale { get; init; }

    /// <summary>The metric's baseline on the scale of reports; needed when there are item offsets.</summary>
    public double? Baseline { get; init; }

    /// <summary>Text the schedule's seed was made of, or <see langword="null"/>.</summary>
    public string? ScheduleText { get; init; }

    /// <summary>Hashes of what must not change between baseline and endpoint (baseline file, parser, decoding), by name.</summary>
    public IReadOnlyDictionary<string, string> Hashes { get; init; } = new Dictionary<string, string>();

    /// <summary>A benchmark's mean score against item baselines.</summary>
    /// <param name="benchmark">Name.</param>
    /// <param name="baselines">Official item baselines.</param>
    /// <param name="margin">δ; see <see cref="ItemBaselines.DefaultMargin"/>.</param>
    /// <param name="scheme">How trials are drawn; its items are those of the baselines.</param>
    /// <param name="maximumTrials">Cap, usually the length of the official run.</param>
    /// <exception cref="ArgumentException">The baseline is too noisy for the margin, or the numbers of items differ.</exception>
    public static SequentialRule ForBenchmark(string benchmark, ItemBaselines baselines, double margin, SamplingScheme scheme, int maximumTrials)
    {
        ArgumentNullException.ThrowIfNull(baselines);
        ArgumentNullException.ThrowIfNull(scheme);
        if (scheme.Items != baselines.Expected.Count)
            throw new ArgumentException($"The scheme draws from {scheme.Items} items, the baseline knows {baselines.Expected.Count}.", nameof(scheme));
        if (baselines.Precision(margin) == BaselinePrecision.Unusable)
            throw new ArgumentException($"The baseline's standard error {baselines.StandardError:G3} exceeds a quarter of the margin {margin:G3}.", nameof(baselines));
        return new SequentialRule
        {
            Benchmark = benchmark,
            Design = scheme is WithoutReplacement ? RaceDesign.ForPaired(baselines, margin) : RaceDesign.ForItems(baselines, margin),
            Scheme = scheme,
            MaximumTrials = maximumTrials,
            ItemOffsets = [.. Enumerable.Range(0, scheme.Items).Select(baselines.Offset)],
            Baseline = baselines.Mean,
        };
    }

    /// <summary>A rate of 0/1 outcomes: schema accuracy (.95, .99), near-zero defects (.99, .999), success rates, tolerances.</summary>
    /// <param name="benchmark">Name.</param>
    /// <param name="bad">The largest rate that must not conform.</param>
    /// <param name="good">The smallest rate that must not fail.</param>
    /// <param name="items">Number of items the trials are drawn from.</param>
    /// <param name="maximumTrials">Cap.</param>
    public static SequentialRule ForProportion(string benchmark, double bad, double good, int items, int maximumTrials) => new()
    {
        Benchmark = benchmark,
        Design = RaceDesign.ForProportion(bad, good),
        Scheme = new IndependentDraws(items),
        MaximumTrials = maximumTrials,
        Baseline = good,
    };

    /// <summary>Trigger F1; feed it <see cref="MetricScore.Trigger"/>.</summary>
    /// <inheritdoc cref="ForProportion" path="/param"/>
    public static SequentialRule ForF1(string benchmark, double bad, double good, int items, int maximumTrials) => new()
    {
        Benchmark = benchmark,
        Design = RaceDesign.ForF1(bad, good),
        Scheme = new IndependentDraws(items),
        MaximumTrials = maximumTrials,
        Scale = MetricScale.TriggerF1,
        Baseline = good,
    };

    /// <summary>A mean value of the race as the metric people know: the score (baseline + difference when paired) or F1, within its range.</summary>
    public double ToMetric(double meanValue)
    {
        var score = Math.Clamp(ItemOffsets is null ? meanValue : meanValue + (Baseline ?? 0), LowestScore, HighestScore);
        return Scale == MetricScale.TriggerF1 ? TriggerCounts.F1FromJaccard(score) : score;
    }

    /// <summary>The rule as one line of JSON, equal for equal rules.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        this with { Hashes = new SortedDictionary<string, string>(Hashes.ToDictionary(), StringComparer.Ordinal) }, LedgerJson.Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no rule.</exception>
    public static SequentialRule FromJson(string json) =>
        JsonSerializer.Deserialize<SequentialRule>(json, LedgerJson.Options) ?? throw new JsonException("The rule is null.");

    /// <summary>SHA-256 of <see cref="ToJson"/>, lower-case hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>The value of a score in the race.</summary>
    internal double Value(int item, double score)
    {
        Domain.Within(score, LowestScore, HighestScore);
        return ItemOffsets is null ? score : score - ItemOffsets[item];
    }

    /// <summary>Refuses a rule whose parts contradict each other.</summary>
    internal void Validate()
    {
        Design.Validate();
        Domain.OpenUnit(Alpha);
        Domain.OpenUnit(Beta);
        Domain.Unit(InfrastructureLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinimumTrials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumTrials, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Scheme.Items, 1);
        foreach (var shifts in new[] { Design.PassShifts, Design.FailShifts })
        {
            if (shifts is not null && shifts.Count != Scheme.Items)
                throw new ArgumentException($"There are {shifts.Count} shifts for {Scheme.Items} items.");
        }

        if (Scheme is WithoutReplacement)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(MaximumTrials, Scheme.Items);
        if (ItemOffsets is not null && Baseline is null)
            throw new ArgumentException("A rule with item offsets names its baseline.");
        if (ItemOffsets is not null && ItemOffsets.Count != Scheme.Items)
            throw new ArgumentException($"There are {ItemOffsets.Count} offsets for {Scheme.Items} items.");
    }
}
