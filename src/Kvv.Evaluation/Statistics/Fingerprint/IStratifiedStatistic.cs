namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>
/// A two-sample statistic that adds up over prompts. In each prompt the rows of both sides are pooled, reference rows
/// first; a labelling says which of them count as reference. Large values mean "different".
/// </summary>
public interface IStratifiedStatistic
{
    /// <summary>Number of prompts.</summary>
    int Strata { get; }

    /// <summary>Pooled rows of a prompt.</summary>
    int Rows(int stratum);

    /// <summary>How many of them are reference rows.</summary>
    int ReferenceRows(int stratum);

    /// <summary>The prompt's share of the statistic under a labelling that marks as many rows as reference as there are.</summary>
    double Contribution(int stratum, ReadOnlySpan<bool> isReference);
}
