namespace Kvv.Evaluation.Benchmarks;

/// <summary>
/// What was under way when a benchmark was stopped early: paid for, kept in the journal, and in no other figure. How much it is
/// depends on the moment, and whether an answer was quick enough to be among it says something of that answer
/// (<c>statistics-and-fingerprint.md</c> A11 to A13): results under way at the stop are logged, not used.
/// </summary>
/// <param name="Trials">Trials of which something had come back.</param>
/// <param name="Requests">HTTP requests, retries included. Those given up at the stop are in no book: nobody reported them.</param>
/// <param name="PromptTokens">Sum of <c>prompt_tokens</c>.</param>
/// <param name="CompletionTokens">Sum of <c>completion_tokens</c>.</param>
/// <param name="ReasoningTokens">Sum of <c>reasoning_tokens</c>.</param>
/// <param name="CachedTokens">Sum of <c>cached_tokens</c>.</param>
/// <param name="Replies">Replies that the rules of every reply would have judged.</param>
/// <param name="Anomalies">Of those, how many showed each kind of anomaly.</param>
public sealed record BeyondStop(
    int Trials, long Requests, long PromptTokens, long CompletionTokens, long ReasoningTokens, long CachedTokens, int Replies, IReadOnlyDictionary<string, int> Anomalies);
