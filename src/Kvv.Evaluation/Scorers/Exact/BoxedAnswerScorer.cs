using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Evaluation.Scorers.Exact;

/// <summary>
/// Scores solutions whose final answer stands in a box: right when it equals the item's <c>answer</c> exactly. A reply cut at
/// its token limit before an answer, or one without any, is unscored and says so; nothing is guessed.
/// </summary>
public sealed class BoxedAnswerScorer : IScorer
{
    /// <inheritdoc/>
    public string Id => "boxed-answer/2";

    /// <inheritdoc/>
    public Score Score(Sample sample, Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(exchange);
        var choice = exchange.Reply?.First;
        var truncated = choice?.FinishReason == "length";
        if (choice is null)
            return new(null, null, exchange.Error?.Message is { } message ? $"refused: {message}" : "no reply to score", truncated);
        var answer = BoxedAnswer.Find(choice.Content ?? "");
        if (answer is null)
            return new(null, null, truncated ? "the reply ended at its token limit before an answer" : "no answer found in the content", truncated);
        var expected = sample.Text("answer");
        return AnswerEquality.Same(answer, expected) ? new(1, answer, "right", truncated) : new(0, answer, $"expected {expected}", truncated);
    }
}
