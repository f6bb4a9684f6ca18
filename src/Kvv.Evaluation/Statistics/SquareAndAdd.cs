namespace Kvv.Evaluation.Statistics;

/// <summary>
/// The distance from the difference of two independent proportions to its bound: √((p-l)² + (u₀-p₀)²), whatever ends each side is
/// given. The bound above is that of the sides exchanged.
/// </summary>
/// <remarks>Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873, method 10, there with Wilson's ends.</remarks>
internal static class SquareAndAdd
{
    /// <summary>A one-sided bound of a proportion, as in <see cref="Proportion"/>.</summary>
    public delegate double End(long successes, long trials, double confidence);

    /// <summary>How far the bound lies from the difference, at least 0.</summary>
    /// <param name="down">The side that is taken at its lower end.</param>
    /// <param name="up">The side that is taken at its upper end.</param>
    /// <param name="lower">The lower end of a proportion.</param>
    /// <param name="upper">The upper end of a proportion.</param>
    /// <param name="confidence">One-sided confidence, between 0 and 1.</param>
    public static double Distance((long Successes, long Trials) down, (long Successes, long Trials) up, End lower, End upper, double confidence) => double.Hypot(
        Share(down) - lower(down.Successes, down.Trials, confidence),
        upper(up.Successes, up.Trials, confidence) - Share(up));

    /// <summary>The proportion of a side.</summary>
    public static double Share((long Successes, long Trials) side) => (double)side.Successes / side.Trials;
}
