using System.Text.Json.Serialization;

namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>What the error rates of a verdict speak about.</summary>
public enum VerdictTarget
{
    /// <summary>The mean over the items of the expected score of one trial.</summary>
    ExpectedScore,

    /// <summary>
    /// The score that the full run over all items would have shown. Its own noise √(v/N) eats part of the margin: an
    /// endpoint whose expectation lies exactly on the border clears it in about half of its full runs.
    /// </summary>
    FullRunScore,
}

/// <summary>How trials are drawn from the items. It decides what a look at the evidence costs and what the verdict is about.</summary>
/// <param name="Items">Number of items, at least 1.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "scheme")]
[JsonDerivedType(typeof(IndependentDraws), "independentDraws")]
[JsonDerivedType(typeof(StratifiedEpochs), "stratifiedEpochs")]
[JsonDerivedType(typeof(WithoutReplacement), "withoutReplacement")]
public abstract record SamplingScheme(int Items)
{
    /// <summary>What the error rates speak about.</summary>
    public abstract VerdictTarget Target { get; }

    /// <summary>The first <paramref name="length"/> positions of the schedule.</summary>
    /// <param name="seed">From <see cref="ScheduleSeed.From"/>.</param>
    /// <param name="length">At least 0; without replacement at most the number of items.</param>
    public abstract IReadOnlyList<ScheduledTrial> Schedule(ulong seed, int length);
}

/// <summary>
/// S1: every trial draws an item uniformly and independently. For few items with many epochs. Evidence may be looked at
/// after every trial; the guarantee is about the expected score, exactly.
/// </summary>
/// <inheritdoc cref="SamplingScheme" path="/param"/>
public sealed record IndependentDraws(int Items) : SamplingScheme(Items)
{
    /// <inheritdoc />
    [JsonIgnore]
    public override VerdictTarget Target => VerdictTarget.ExpectedScore;

    /// <inheritdoc />
    public override IReadOnlyList<ScheduledTrial> Schedule(ulong seed, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var random = new SplitMix64(seed);
        var epochs = new int[Items];
        var schedule = new ScheduledTrial[length];
        for (var i = 0; i < length; i++)
        {
            var item = random.NextBelow(Items);
            schedule[i] = new ScheduledTrial(i, item, epochs[item]++);
        }

        return schedule;
    }
}

/// <summary>
/// S2: every item once per epoch, each epoch in its own order. When an epoch is complete, the product over items is still at most
/// 1 on average by the inequality of arithmetic and geometric means, and a look is free; inside an epoch it costs what the choice
/// of items may have brought (<see cref="OpenEpoch"/>). The guarantee is about the expected score and conservative (4 % more
/// trials than independent draws).
/// </summary>
/// <inheritdoc cref="SamplingScheme" path="/param"/>
public sealed record StratifiedEpochs(int Items) : SamplingScheme(Items)
{
    /// <inheritdoc />
    [JsonIgnore]
    public override VerdictTarget Target => VerdictTarget.ExpectedScore;

    /// <inheritdoc />
    public override IReadOnlyList<ScheduledTrial> Schedule(ulong seed, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var random = new SplitMix64(seed);
        var schedule = new ScheduledTrial[length];
        for (var start = 0; start < length; start += Items)
        {
            var order = random.Permutation(Items);
            for (var k = 0; k < Items && start + k < length; k++)
                schedule[start + k] = new ScheduledTrial(start + k, order[k], start / Items);
        }

        return schedule;
    }
}

/// <summary>
/// S3: one random order of all items, none twice. For sets that are run once. Evidence may be looked at after every trial;
/// the guarantee is about the score the full run would show, and after the last item that score itself decides.
/// </summary>
/// <inheritdoc cref="SamplingScheme" path="/param"/>
public sealed record WithoutReplacement(int Items) : SamplingScheme(Items)
{
    /// <inheritdoc />
    [JsonIgnore]
    public override VerdictTarget Target => VerdictTarget.FullRunScore;

    /// <inheritdoc />
    public override IReadOnlyList<ScheduledTrial> Schedule(ulong seed, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Items);
        return [.. new SplitMix64(seed).Permutation(Items).Take(length).Select((item, i) => new ScheduledTrial(i, item, 0))];
    }
}
