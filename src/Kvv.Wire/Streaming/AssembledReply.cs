namespace Kvv.Wire;

/// <summary>What was read out of the bytes of one answer.</summary>
/// <param name="Reply">The folded reply; <see langword="null"/> when the bytes held none.</param>
/// <param name="Error">The error object that came inside a success, or <see langword="null"/>.</param>
/// <param name="Anomalies">Everything that no correct endpoint sends, in order of arrival.</param>
public sealed record AssembledReply(ChatReply? Reply, ApiError? Error, IReadOnlyList<Anomaly> Anomalies);
