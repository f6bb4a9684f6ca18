namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>
/// Distance of two next-token laws of which only the top of the list is known. Tokens outside the common part are merged
/// into one rest, which can only lower both figures: they are lower bounds.
/// </summary>
/// <param name="KullbackLeibler">Σ p ln(p/q) over common tokens and the rest, in nats.</param>
/// <param name="TotalVariation">½ Σ |p - q| over the same.</param>
/// <param name="ReferenceRest">Probability of the reference outside the common tokens.</param>
/// <param name="VendorRest">That of the endpoint.</param>
public readonly record struct TopKDivergence(double KullbackLeibler, double TotalVariation, double ReferenceRest, double VendorRest)
{
    private const double Floor = 1e-9;

    /// <summary>Compares probabilities by token.</summary>
    /// <param name="reference">Probabilities above 0 that sum to at most 1.</param>
    /// <param name="vendor">The endpoint's.</param>
    /// <exception cref="ArgumentException">Probabilities out of range or summing to more than 1: they were rounded, or are logprobs after another temperature.</exception>
    public static TopKDivergence Between(IReadOnlyDictionary<string, double> reference, IReadOnlyDictionary<string, double> vendor)
    {
        Check(reference, nameof(reference));
        Check(vendor, nameof(vendor));
        string[] common = [.. reference.Keys.Where(vendor.ContainsKey)];
        var p = Math.Max(0, 1 - common.Sum(t => reference[t]));
        var q = Math.Max(0, 1 - common.Sum(t => vendor[t]));
        var divergence = common.Sum(t => reference[t] * Math.Log(reference[t] / vendor[t])) + (p > 0 ? p * Math.Log(p / Math.Max(q, Floor)) : 0);
        var variation = .5 * (common.Sum(t => Math.Abs(reference[t] - vendor[t])) + Math.Abs(p - q));
        return new TopKDivergence(divergence, variation, p, q);
    }

    private static void Check(IReadOnlyDictionary<string, double> law, string name)
    {
        ArgumentNullException.ThrowIfNull(law, name);
        if (law.Values.Any(v => !(v > 0 && v <= 1)) || law.Values.Sum() > 1 + 1e-6)
            throw new ArgumentException("Probabilities must lie in (0, 1] and sum to at most 1.", name);
    }
}
