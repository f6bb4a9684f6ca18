namespace Kvv.Conformance.Faults;

/// <summary>What a fault costs the person who is served by it.</summary>
public enum FaultSeverity
{
    /// <summary>Answers are wrong, or data is unsafe, and nothing says so.</summary>
    Critical,

    /// <summary>The turn is lost: no usable answer or call.</summary>
    High,

    /// <summary>The answer is worse, slower or billed wrongly.</summary>
    Medium,

    /// <summary>Cosmetic, or felt by some clients only.</summary>
    Low,
}
