namespace Kvv.Wire.Detection;

/// <summary>
/// Looks for one sort of fault in folded replies. A detector keeps no state, so one instance serves every thread; it never
/// throws for what the endpoint sent, and its work grows no faster than the reply.
/// </summary>
public interface IReplyDetector
{
    /// <summary>The kinds it can report, from <see cref="AnomalyKinds"/>; it reports no others.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Inspects one reply.</summary>
    /// <param name="inspection">The reply with what was asked and the model's chat format.</param>
    /// <param name="found">Receives what is wrong; at most one anomaly a kind for each text or list of calls, however often it occurs there.</param>
    void Inspect(Inspection inspection, ICollection<Anomaly> found);
}
