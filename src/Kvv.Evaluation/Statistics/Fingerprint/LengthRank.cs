namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>
/// Where an endpoint's answer length stands among the official lengths for the same item. When nothing differs the ranks
/// are uniform on (0, 1); benchmark traffic gives them for free.
/// </summary>
public static class LengthRank
{
    /// <summary>r = (#{official &lt; vendor} + U·(#{ties} + 1))/(m + 1): randomised among ties, so exactly uniform.</summary>
    /// <param name="official">Official lengths of the item, m of them, at least 1.</param>
    /// <param name="vendor">The endpoint's length.</param>
    /// <param name="uniform">U from the seeded generator, in [0, 1).</param>
    public static double Of(IReadOnlyCollection<double> official, double vendor, double uniform)
    {
        ArgumentNullException.ThrowIfNull(official);
        ArgumentOutOfRangeException.ThrowIfLessThan(official.Count, 1);
        Domain.Unit(uniform);
        return (official.Count(x => x < vendor) + uniform * (official.Count(x => x == vendor) + 1)) / (official.Count + 1);
    }
}
