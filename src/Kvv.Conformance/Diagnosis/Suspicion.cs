namespace Kvv.Conformance.Diagnosis;

/// <summary>A fault together with the share of requests in which it is assumed to act.</summary>
/// <param name="Fault">The fault's id.</param>
/// <param name="Share">1 for every request it can act on; less for one that comes and goes.</param>
internal sealed record Suspicion(string Fault, double Share)
{
    /// <summary>The shares that are tried, each with the logarithm of its odds against acting always: rarer is less usual.</summary>
    public static IReadOnlyList<(double Share, double LogOdds)> Shares { get; } = [(1, 0), (0.3, -0.7), (0.03, -1.5), (0.003, -2)];

    /// <summary>Whether it acts whenever it can.</summary>
    public bool IsSteady => Share >= 1;
}
