using MathNet.Numerics;

namespace Kvv.Evaluation.Statistics;

/// <summary>An exact fixed plan for a proportion: run so many trials, accept from so many successes on.</summary>
/// <param name="Trials">Number of trials n.</param>
/// <param name="AcceptFrom">Accept when at least this many succeed.</param>
/// <param name="FalseAccept">P(accept) at the bad proportion.</param>
/// <param name="FalseReject">P(not accept) at the good proportion.</param>
public sealed record BinomialPlan(int Trials, int AcceptFrom, double FalseAccept, double FalseReject)
{
    /// <summary>The smallest plan that keeps both errors: P(S ≥ c | p₀) ≤ α and P(S &lt; c | p₁) ≤ β for some c.</summary>
    /// <param name="bad">p₀, strictly between 0 and 1.</param>
    /// <param name="good">p₁, above p₀ and below 1.</param>
    /// <param name="alpha">Error rate at p₀.</param>
    /// <param name="beta">Error rate at p₁.</param>
    /// <param name="limit">Give up beyond this many trials.</param>
    /// <exception cref="ArgumentException">No plan within <paramref name="limit"/>.</exception>
    public static BinomialPlan Smallest(double bad, double good, double alpha = .05, double beta = .05, int limit = 100_000)
    {
        Domain.OpenUnit(bad);
        Domain.OpenUnit(good);
        Domain.OpenUnit(alpha);
        Domain.OpenUnit(beta);
        Domain.Positive(good - bad);
        var accept = 0;
        for (var n = 1; n <= limit; n++)
        {
            // The smallest acceptable c never falls when n grows by one, so the search resumes where it stood.
            while (accept <= n && AtLeast(accept, n, bad) > alpha)
                accept++;
            if (accept <= n && 1 - AtLeast(accept, n, good) <= beta)
                return new BinomialPlan(n, accept, AtLeast(accept, n, bad), 1 - AtLeast(accept, n, good));
        }

        throw new ArgumentException($"No plan of at most {limit} trials keeps both error rates.", nameof(limit));
    }

    /// <summary>P(S ≤ c) for S binomial.</summary>
    public static double AtMost(int successes, int trials, double rate) => 1 - AtLeast(successes + 1, trials, rate);

    /// <summary>P(S ≥ c) for S binomial: the regularized incomplete beta function I_p(c, n - c + 1).</summary>
    public static double AtLeast(int successes, int trials, double rate)
    {
        Domain.Unit(rate);
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        if (successes <= 0)
            return 1;
        return successes > trials ? 0 : SpecialFunctions.BetaRegularized(successes, trials - successes + 1, rate);
    }
}
