namespace Kvv.Conformance.Diagnosis;

/// <summary>How a fault stands in a diagnosis.</summary>
internal enum Standing
{
    /// <summary>It explains failures that no likelier fault explains.</summary>
    Likely,

    /// <summary>From outside it can hardly be told from a likely one.</summary>
    LookAlike,

    /// <summary>A failure points at it, but other evidence speaks against it.</summary>
    Possible,
}

/// <summary>A fault in a diagnosis.</summary>
/// <param name="Fault">Its id.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Explains">Ids of the broken rules, and names of the failed figures, that it would explain.</param>
/// <param name="Reason">Why it stands there, in a sentence or two for a person.</param>
/// <param name="LookAlikes">Faults that would look nearly the same in this run; empty for one that is not likely.</param>
internal sealed record SuspectedFault(string Fault, Standing Standing, IReadOnlyList<string> Explains, string Reason, IReadOnlyList<string> LookAlikes);

/// <summary>What the failures of a run have in common.</summary>
/// <param name="Faults">Faults, likeliest first.</param>
/// <param name="Unexplained">Ids of broken rules, and names of figures, that no likely fault explains.</param>
internal sealed record DiagnosisResult(IReadOnlyList<SuspectedFault> Faults, IReadOnlyList<string> Unexplained)
{
    /// <summary>Nothing failed.</summary>
    public static DiagnosisResult Nothing { get; } = new([], []);
}
