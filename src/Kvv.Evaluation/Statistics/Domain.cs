using System.Runtime.CompilerServices;

namespace Kvv.Evaluation.Statistics;

/// <summary>The domains the formulas are defined on; a value outside is the caller's error and is named.</summary>
/// <remarks>Written so that NaN is refused as well: every comparison with NaN is false.</remarks>
internal static class Domain
{
    /// <summary>A probability strictly between 0 and 1, such as a confidence or an error rate.</summary>
    public static void OpenUnit(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && value < 1))
            throw new ArgumentOutOfRangeException(name, value, "Must lie strictly between 0 and 1.");
    }

    /// <summary>A proportion or score from 0 to 1 inclusive.</summary>
    public static void Unit(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && value <= 1))
            throw new ArgumentOutOfRangeException(name, value, "Must lie between 0 and 1.");
    }

    /// <summary>A finite number above 0.</summary>
    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "Must be finite and above 0.");
    }

    /// <summary>A finite number of at least 0.</summary>
    public static void NonNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "Must be finite and not negative.");
    }

    /// <summary>Any finite number.</summary>
    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "Must be finite.");
    }

    /// <summary>A finite number within [<paramref name="low"/>, <paramref name="high"/>].</summary>
    public static void Within(double value, double low, double high, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= low && value <= high))
            throw new ArgumentOutOfRangeException(name, value, $"Must lie between {low:R} and {high:R}.");
    }

    /// <summary>A count of successes within a number of trials, both at least 0.</summary>
    public static void Counts(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
    }
}
