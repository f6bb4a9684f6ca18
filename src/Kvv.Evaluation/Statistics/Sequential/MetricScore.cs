namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>How raw outcomes of a metric become values of a race.</summary>
public static class MetricScore
{
    /// <summary>A trigger decision for F1: 1 for a true positive, 0 for a false decision, irrelevant for a true negative.</summary>
    /// <param name="expected">Whether the baseline triggers.</param>
    /// <param name="triggered">Whether the endpoint did.</param>
    public static (ObservationOutcome Outcome, double? Score) Trigger(bool expected, bool triggered) =>
        !expected && !triggered ? (ObservationOutcome.Irrelevant, null) : (ObservationOutcome.Scored, expected && triggered ? 1 : 0);

    /// <summary>A measured figure such as a usage ratio or a latency as an indicator: 1 within [low, high], else 0.</summary>
    public static double WithinTolerance(double value, double low, double high)
    {
        Domain.Finite(value);
        return value >= low && value <= high ? 1 : 0;
    }
}
