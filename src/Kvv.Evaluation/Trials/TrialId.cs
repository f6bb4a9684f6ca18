namespace Kvv.Evaluation.Trials;

/// <summary>Identity of one trial: the item and the try at it.</summary>
/// <param name="Benchmark">Benchmark id.</param>
/// <param name="Sample">Item id.</param>
/// <param name="Epoch">Index of the try, from 0.</param>
public readonly record struct TrialId(string Benchmark, string Sample, int Epoch)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Benchmark}/{Sample}/{Epoch}";
}

/// <summary>How a trial ended.</summary>
public enum TrialOutcome
{
    /// <summary>A score was given.</summary>
    Scored,

    /// <summary>An answer came but it could not be scored.</summary>
    Unscored,

    /// <summary>No answer worth judging; the trial is sent again on resume.</summary>
    Infrastructure,
}
