namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>
/// The two hypotheses of a race and the bets against them. Values lie in [<see cref="Low"/>, <see cref="High"/>]; BAD is
/// "mean ≤ <see cref="Bad"/>", GOOD is "mean ≥ <see cref="Good"/>", and between them either verdict is acceptable.
/// </summary>
public sealed record RaceDesign
{
    /// <summary>The largest mean that must not conform.</summary>
    public required double Bad { get; init; }

    /// <summary>The smallest mean that must not fail; above <see cref="Bad"/>.</summary>
    public required double Good { get; init; }

    /// <summary>No value is below this.</summary>
    public required double Low { get; init; }

    /// <summary>No value is above this.</summary>
    public required double High { get; init; }

    /// <summary>Design bet λ against BAD, at least 0; cut to .99 of the largest admissible 1/(bad - low).</summary>
    public required double PassBet { get; init; }

    /// <summary>Design bet λ against GOOD, at least 0; cut to .99 of the largest admissible 1/(high - good).</summary>
    public required double FailBet { get; init; }

    /// <summary>
    /// By item, what the design bet against BAD adds to a value, or <see langword="null"/> for nothing: 1 + λ(x + shift - bad).
    /// The mean over the items is 0, so that it changes nothing on average, for items drawn with replacement or epoch by epoch.
    /// </summary>
    public IReadOnlyList<double>? PassShifts { get; init; }

    /// <summary>By item, what the design bet against GOOD adds: 1 + λ(good - x + shift), mean 0; or <see langword="null"/>.</summary>
    public IReadOnlyList<double>? FailShifts { get; init; }

    /// <summary>Expected growth of ln E_pass per trial at GOOD under the design bet, in nats; 0 when unknown.</summary>
    public double PassGrowth { get; init; }

    /// <summary>Expected growth of ln E_fail per trial at BAD under the design bet, in nats; 0 when unknown.</summary>
    public double FailGrowth { get; init; }

    /// <summary>Weight w of the design bet, above 0 and at most 1; the rest is spread over bets .95·max·2^-k for the unforeseen.</summary>
    public double DesignWeight { get; init; } = .8;

    /// <summary>Number K of spread bets; 0 only together with a design weight of 1.</summary>
    public int SpreadBets { get; init; } = 10;

    /// <summary>
    /// 0/1 values: bets (p₁-p₀)/(p₀(1-p₀)) and (p₁-p₀)/(p₁(1-p₁)). With a design weight of 1 this is Wald's sequential
    /// probability ratio test with boundaries 1/α and 1/β.
    /// </summary>
    /// <param name="bad">p₀, strictly between 0 and 1.</param>
    /// <param name="good">p₁ above p₀, below 1.</param>
    public static RaceDesign ForProportion(double bad, double good)
    {
        Domain.OpenUnit(bad);
        Domain.OpenUnit(good);
        Domain.Positive(good - bad);
        return new RaceDesign
        {
            Bad = bad,
            Good = good,
            Low = 0,
            High = 1,
            PassBet = (good - bad) / (bad * (1 - bad)),
            FailBet = (good - bad) / (good * (1 - good)),
            PassGrowth = Divergence(good, bad),
            FailGrowth = Divergence(bad, good),
        };
    }

    /// <summary>Trigger F1 over relevant requests (1 for a true positive, 0 for a false one either way): the proportion J with boundaries f/(2-f).</summary>
    /// <param name="bad">f₀, the largest F1 that must not conform.</param>
    /// <param name="good">f₁ above f₀, the smallest that must not fail.</param>
    public static RaceDesign ForF1(double bad, double good) =>
        ForProportion(TriggerCounts.JaccardFromF1(bad), TriggerCounts.JaccardFromF1(good));

    /// <summary>Scores in [0, 1] minus the item's baseline: boundaries -δ and 0, growth-optimal bets from the baselines.</summary>
    /// <param name="baselines">Of the items.</param>
    /// <param name="margin">δ, above 0 and below the mean baseline.</param>
    public static RaceDesign ForPaired(ItemBaselines baselines, double margin)
    {
        ArgumentNullException.ThrowIfNull(baselines);
        Domain.Positive(margin);
        Domain.Positive(baselines.Mean - margin);
        var pass = DesignBets.AgainstBad(baselines, margin);
        var fail = DesignBets.AgainstGood(baselines, margin);
        return new RaceDesign
        {
            Bad = -margin,
            Good = 0,
            Low = -1 + baselines.Correction,
            High = 1 + baselines.Correction,
            PassBet = pass.Bet,
            FailBet = fail.Bet,
            PassGrowth = pass.Growth,
            FailGrowth = fail.Growth,
        };
    }

    /// <summary>
    /// The same for items that are drawn again and again, where the design bets may hold each item against an offset of its own:
    /// the fastest there are (<see cref="OffsetBets"/>). Nine tenths of the stake go to these; in simulation that took fewer trials than
    /// eight for endpoints of any quality.
    /// </summary>
    /// <inheritdoc cref="ForPaired" path="/param"/>
    public static RaceDesign ForItems(ItemBaselines baselines, double margin)
    {
        var paired = ForPaired(baselines, margin);
        var pass = OffsetBets.AgainstAtMost(baselines.Expected, baselines.Mean - margin);
        var fail = OffsetBets.AgainstAtLeast(DesignBets.ShiftDown(baselines.Expected, margin).Rates, baselines.Mean);
        return paired with
        {
            PassBet = pass.Bet,
            FailBet = fail.Bet,
            PassGrowth = pass.Growth,
            FailGrowth = fail.Growth,
            PassShifts = [.. pass.Offsets.Select((o, item) => baselines.Offset(item) - margin - o)],
            FailShifts = [.. fail.Offsets.Select((o, item) => o - baselines.Offset(item))],
            DesignWeight = .9,
        };
    }

    /// <summary>Refuses a design whose parts contradict each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the part.</exception>
    internal void Validate()
    {
        Domain.Finite(Low);
        Domain.Finite(High);
        Domain.Positive(Bad - Low);
        Domain.Positive(Good - Bad);
        Domain.Positive(High - Good);
        Domain.NonNegative(PassBet);
        Domain.NonNegative(FailBet);
        ArgumentOutOfRangeException.ThrowIfNegative(SpreadBets);
        Domain.Positive(DesignWeight);
        if (SpreadBets == 0 ? DesignWeight != 1 : !(DesignWeight < 1))
            throw new ArgumentOutOfRangeException(nameof(DesignWeight), DesignWeight, "The weights of the design bet and the spread bets must add up to 1.");
        foreach (var shifts in new[] { PassShifts, FailShifts })
        {
            if (shifts is not null && !(Math.Abs(shifts.Average()) <= 1e-9))
                throw new ArgumentException("Shifts whose mean over the items is not 0 would move the hypothesis.");
        }
    }

    /// <summary>Kullback-Leibler divergence of two Bernoulli laws in nats.</summary>
    private static double Divergence(double p, double q) => p * Math.Log(p / q) + (1 - p) * Math.Log((1 - p) / (1 - q));
}
