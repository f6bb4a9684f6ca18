namespace Kvv.Evaluation.Statistics;

/// <summary>The scores of one item over several runs, reduced to what the formulas need.</summary>
/// <param name="Runs">Number of runs, at least 1.</param>
/// <param name="Mean">Mean score.</param>
/// <param name="SumOfSquares">Sum of squared deviations from <paramref name="Mean"/>; for 0/1 scores runs·p·(1-p).</param>
public readonly record struct ItemScores(int Runs, double Mean, double SumOfSquares)
{
    /// <summary>Unbiased variance of one run, or 0 for a single run (which says nothing about it).</summary>
    public double Variance => Runs > 1 ? SumOfSquares / (Runs - 1) : 0;

    /// <summary>From a count of 0/1 successes.</summary>
    public static ItemScores FromSuccesses(int successes, int runs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        Domain.Counts(successes, runs);
        var p = (double)successes / runs;
        return new ItemScores(runs, p, runs * p * (1 - p));
    }

    /// <summary>From the scores themselves, at least one.</summary>
    public static ItemScores FromScores(IReadOnlyCollection<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfLessThan(scores.Count, 1);
        var mean = scores.Average();
        return new ItemScores(scores.Count, mean, scores.Sum(x => (x - mean) * (x - mean)));
    }
}
