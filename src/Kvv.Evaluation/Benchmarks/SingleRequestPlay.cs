using System.Text;
using Kvv.Wire;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>The common kind of try: one request, one answer, one score.</summary>
public sealed class SingleRequestPlay : ITrialPlay
{
    private readonly Func<Sample, int, ChatRequest> _build;
    private readonly IScorer _scorer;

    /// <summary>Creates the play.</summary>
    /// <param name="build">Makes the request of one try, decoding and model included. Deterministic.</param>
    /// <param name="scorer">Judges the answer.</param>
    public SingleRequestPlay(Func<Sample, int, ChatRequest> build, IScorer scorer)
    {
        _build = build;
        _scorer = scorer;
    }

    /// <summary>Creates the play for requests that do not depend on the try.</summary>
    /// <param name="build">Makes the request of one item.</param>
    /// <param name="scorer">Judges the answer.</param>
    public SingleRequestPlay(Func<Sample, ChatRequest> build, IScorer scorer)
        : this((sample, _) => build(sample), scorer)
    {
    }

    /// <inheritdoc/>
    public string Describe(Sample sample, int epoch) => $"{Encoding.UTF8.GetString(_build(sample, epoch).ToUtf8().Span)}\0{_scorer.Id}";

    /// <inheritdoc/>
    public ChatRequest FirstRequest(Sample sample, int epoch) => _build(sample, epoch);

    /// <inheritdoc/>
    public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var exchange = await context.SendAsync(_build(context.Sample, context.Epoch), "", cancellationToken);
        return exchange.Outcome == ExchangeOutcome.Infrastructure
            ? new(null, [exchange], exchange.Failure ?? "no answer")
            : new(_scorer.Score(context.Sample, exchange), [exchange]);
    }
}
