namespace Kvv.Evaluation.Statistics;

/// <summary>What the evidence says about a metric against its baseline.</summary>
public enum StatisticalVerdict
{
    /// <summary>Too little evidence either way; never a pass.</summary>
    Undecided,

    /// <summary>Shown to be above baseline - margin.</summary>
    Conforms,

    /// <summary>Shown to be below baseline.</summary>
    Fails,
}
