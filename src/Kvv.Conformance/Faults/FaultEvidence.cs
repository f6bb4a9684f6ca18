namespace Kvv.Conformance.Faults;

/// <summary>How well a fault is documented in public.</summary>
public enum FaultEvidence
{
    /// <summary>A correction was merged, or the owner of the code confirmed the defect.</summary>
    Merged,

    /// <summary>A report carries a reproduction or a capture.</summary>
    Reproduced,

    /// <summary>One report without confirmation; the cause is the reporter's guess.</summary>
    Single,
}
