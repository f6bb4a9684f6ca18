namespace Kvv.Evaluation.Trials;

/// <summary>Requests of a trial that a line before its own has counted: those of an outage that the trial was continued after.</summary>
/// <param name="Requests">Requests.</param>
/// <param name="Attempts">Their attempts.</param>
/// <param name="PromptTokens">Their prompt tokens as reported.</param>
/// <param name="CompletionTokens">Their completion tokens as reported.</param>
/// <param name="ReasoningTokens">Their reasoning tokens as reported.</param>
/// <param name="CachedTokens">Their cached prompt tokens as reported.</param>
public sealed record CountedRequests(int Requests, int Attempts, long PromptTokens, long CompletionTokens, long ReasoningTokens, long CachedTokens)
{
    /// <summary>The sums over some requests; <see langword="null"/> for none.</summary>
    /// <param name="requests">The requests.</param>
    public static CountedRequests? Of(IReadOnlyList<RequestRecord> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return requests.Count == 0 ? null : new(
            requests.Count,
            requests.Sum(r => r.Attempts.Count),
            requests.Sum(r => r.PromptTokens ?? 0),
            requests.Sum(r => r.CompletionTokens ?? 0),
            requests.Sum(r => r.ReasoningTokens ?? 0),
            requests.Sum(r => r.CachedTokens ?? 0));
    }
}
