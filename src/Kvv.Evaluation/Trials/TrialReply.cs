using Kvv.Wire;

namespace Kvv.Evaluation.Trials;

/// <summary>One reply of a trial of several requests.</summary>
/// <param name="Step">What the request was within the try, for example <c>turn-3</c>.</param>
/// <param name="Anomalies">What was wrong on the wire or in the reply.</param>
public sealed record TrialReply(string Step, IReadOnlyList<Anomaly> Anomalies);

/// <summary>One exchange of a trial.</summary>
/// <param name="Step">What the request was within the try; empty when it is the only one.</param>
/// <param name="Exchange">What was sent and came back.</param>
public sealed record SentStep(string Step, Exchange Exchange);
