namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>Tokens and price of one trial.</summary>
/// <param name="PromptTokens">Expected prompt tokens.</param>
/// <param name="CompletionTokens">Expected completion tokens, reasoning included.</param>
/// <param name="PromptPrice">Price of a million prompt tokens, in any currency.</param>
/// <param name="CompletionPrice">Price of a million completion tokens.</param>
public sealed record TrialCost(double PromptTokens, double CompletionTokens, double PromptPrice, double CompletionPrice)
{
    /// <summary>Expected price of one trial.</summary>
    public double Price => (PromptTokens * PromptPrice + CompletionTokens * CompletionPrice) / 1_000_000;
}

/// <summary>What a sequential test is expected to need, for `kvv plan` and for throttling near the end.</summary>
/// <remarks>E[n] ≈ (ln(1/level) - ln w)/growth; within about 5 % of simulation. The figures count values, not irrelevant trials.</remarks>
/// <param name="Good">Expected trials of an endpoint equal to the baseline.</param>
/// <param name="Bad">Expected trials of an endpoint exactly one margin below.</param>
/// <param name="Cap">Most trials to plan for.</param>
public sealed record RunPlan(double Good, double Bad, int Cap)
{
    /// <summary>Plans a rule; without known growth rates the expectation is the cap.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="relevantShare">Share of trials that give a value, above 0 (1 unless the metric is F1).</param>
    public static RunPlan For(SequentialRule rule, double relevantShare = 1)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Domain.Positive(relevantShare);
        Domain.Unit(relevantShare);
        return new RunPlan(
            Expected(rule.Design.PassGrowth, rule.Alpha), Expected(rule.Design.FailGrowth, rule.Beta), rule.MaximumTrials);

        double Expected(double growth, double level) =>
            growth > 0 ? Math.Min(rule.MaximumTrials, Trials(-Math.Log(level), rule.Design, growth) / relevantShare) : rule.MaximumTrials;
    }

    /// <summary>The usual cap: the official run's length, or three times the expectation of a good endpoint if that is less.</summary>
    /// <param name="design">Of the race, with a known growth rate.</param>
    /// <param name="officialTrials">Length of the official run.</param>
    /// <param name="alpha">Error rate of "conforms".</param>
    public static int UsualCap(RaceDesign design, int officialTrials, double alpha = .05)
    {
        ArgumentNullException.ThrowIfNull(design);
        Domain.OpenUnit(alpha);
        ArgumentOutOfRangeException.ThrowIfLessThan(officialTrials, 1);
        return design.PassGrowth > 0
            ? (int)Math.Min(officialTrials, Math.Ceiling(3 * Trials(-Math.Log(alpha), design, design.PassGrowth)))
            : officialTrials;
    }

    /// <summary>Expected trials a good endpoint still needs: (ln(1/α) - ln E_pass)/g, at least 0; infinite when the growth is unknown.</summary>
    public static double Remaining(SequentialRule rule, double logPass)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Design.PassGrowth > 0 ? Math.Max(0, (-Math.Log(rule.Alpha) - logPass) / rule.Design.PassGrowth) : double.PositiveInfinity;
    }

    /// <summary>Requests to keep in flight: at most a fifth of what is still expected, so that few are wasted at the stop; at least 1.</summary>
    public static int Concurrency(double remaining, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return (int)Math.Clamp(Math.Floor(remaining / 5), 1, limit);
    }

    /// <summary>Expected price for a good endpoint, and at the cap.</summary>
    public (double Good, double Cap) Price(TrialCost cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        return (Good * cost.Price, Cap * cost.Price);
    }

    private static double Trials(double threshold, RaceDesign design, double growth) =>
        (threshold - Math.Log(design.DesignWeight)) / growth;
}
