using Kvv.Conformance.Findings;

namespace Kvv.Conformance.Probing;

/// <summary>Ends a check with a judgement other than pass. Thrown by <see cref="Answer"/> and <see cref="Probe"/>; turned into a finding by the session.</summary>
public sealed class JudgementException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="status">The judgement.</param>
    /// <param name="expected">What a correct endpoint does, in a sentence, or <see langword="null"/>.</param>
    /// <param name="actual">What was seen, or why nothing was judged.</param>
    public JudgementException(FindingStatus status, string? expected, string actual)
        : base(actual)
    {
        Status = status;
        Expected = expected;
    }

    /// <summary>The judgement.</summary>
    public FindingStatus Status { get; }

    /// <summary>What a correct endpoint does.</summary>
    public string? Expected { get; }
}
