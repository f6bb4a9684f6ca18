using Kvv.Evaluation.Statistics;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>A statistical verdict as the status of a figure.</summary>
public static class VerdictStatus
{
    /// <summary>The status: conforms is a pass, fails a fail, and anything else undecided.</summary>
    /// <param name="verdict">The verdict.</param>
    public static MetricStatus Status(this StatisticalVerdict verdict) => verdict switch
    {
        StatisticalVerdict.Conforms => MetricStatus.Pass,
        StatisticalVerdict.Fails => MetricStatus.Fail,
        _ => MetricStatus.Undecided,
    };
}
