using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Evaluation.Scheduling;

/// <summary>One try at one item, from request to record.</summary>
internal sealed class Trial
{
    private readonly BenchmarkRun _run;
    private readonly Sample _sample;
    private readonly ChatRequest _request;

    public Trial(BenchmarkRun run, int slot, Sample sample, int epoch)
    {
        _run = run;
        _sample = sample;
        Slot = slot;
        Id = new(run.Benchmark.Id, sample.Id, epoch);
        _request = run.Benchmark.BuildRequest(sample);
        ConfigurationHash = Trials.ConfigurationHash.Of(_request, run.Benchmark.Scorer.Id);
    }

    /// <summary>Position in the registered order.</summary>
    public int Slot { get; }

    public TrialId Id { get; }

    public string ConfigurationHash { get; }

    /// <summary>Sends, scores and files the trial. Throws only when cancelled: everything else ends the benchmark it belongs to.</summary>
    public async Task RunAsync(SendTrial send, CancellationToken cancellationToken)
    {
        try
        {
            var exchange = await send(_request, Id.ToString(), cancellationToken);
            _run.Finish(this, Record(exchange));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _run.Fail(e);
        }
    }

    private TrialRecord Record(Exchange exchange)
    {
        var score = exchange.Outcome == ExchangeOutcome.Infrastructure ? null : _run.Benchmark.Scorer.Score(_sample, exchange);
        var choice = exchange.Reply?.First;
        return new TrialRecord
        {
            Benchmark = Id.Benchmark,
            Sample = Id.Sample,
            Epoch = Id.Epoch,
            ConfigurationHash = ConfigurationHash,
            Outcome = score is null ? TrialOutcome.Infrastructure : score.Value is null ? TrialOutcome.Unscored : TrialOutcome.Scored,
            Value = score?.Value,
            Answer = score?.Answer,
            Explanation = score?.Explanation ?? exchange.Failure ?? "no answer",
            Truncated = score?.Truncated ?? false,
            Status = exchange.Status,
            Attempts = exchange.Attempts.Count,
            Content = choice?.Content,
            Reasoning = choice?.Reasoning,
            FinishReason = choice?.FinishReason,
            ToolCalls = choice?.ToolCalls ?? [],
            PromptTokens = exchange.Reply?.Usage?.PromptTokens,
            CompletionTokens = exchange.Reply?.Usage?.CompletionTokens,
            ReasoningTokens = exchange.Reply?.Usage?.ReasoningTokens,
            StartedAt = exchange.Timing.StartedAt,
            DurationMs = exchange.Attempts.Sum(a => (a.Duration + a.Delay).TotalMilliseconds),
            FirstContentMs = exchange.Timing.FirstContent?.TotalMilliseconds,
            OutputTokensPerSecond = exchange.Timing.OutputTokensPerSecond,
            Anomalies = exchange.Anomalies,
        };
    }
}
