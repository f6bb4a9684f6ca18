using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Evaluation.Scheduling;

/// <summary>One try at one item, from the registered order to its record.</summary>
internal sealed class Trial
{
    private readonly BenchmarkRun _run;
    private readonly Sample _sample;

    public Trial(BenchmarkRun run, int position)
    {
        _run = run;
        Position = position;
        var slot = run.Benchmark.At(position);
        _sample = run.Benchmark.Dataset.Samples[slot.Item];
        Id = new(run.Benchmark.Id, _sample.Id, slot.Epoch);
        ConfigurationHash = Trials.ConfigurationHash.Of(run.Benchmark.Play.Describe(_sample, slot.Epoch));
    }

    /// <summary>Position in the registered order.</summary>
    public int Position { get; }

    public TrialId Id { get; }

    public string ConfigurationHash { get; }

    /// <summary>Sends, scores and files the trial. Throws only when cancelled: everything else ends the benchmark it belongs to.</summary>
    public async Task RunAsync(SendRequest send, CancellationToken cancellationToken)
    {
        try
        {
            var context = new TrialContext(_sample, Id.Epoch, Id.ToString(), send, _run.StepFile(this));
            _run.Finish(this, Record(await _run.Benchmark.Play.PlayAsync(context, cancellationToken)));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _run.Fail(e);
        }
    }

    private TrialRecord Record(PlayedTrial played)
    {
        var score = played.Score;
        var first = played.Exchanges[0];
        var last = played.Exchanges[^1];
        var choice = last.Reply?.First;
        return new TrialRecord
        {
            Benchmark = Id.Benchmark,
            Sample = Id.Sample,
            Epoch = Id.Epoch,
            ConfigurationHash = ConfigurationHash,
            Outcome = score is null ? TrialOutcome.Infrastructure : score.Value is null ? TrialOutcome.Unscored : TrialOutcome.Scored,
            Value = score?.Value,
            Answer = score?.Answer,
            Explanation = score?.Explanation ?? played.Failure ?? "no answer",
            Truncated = score?.Truncated ?? false,
            // As the journal will give it back: a number has one kind, whether the run was resumed or not.
            Details = score?.Details is { } details ? JsonNode.Parse(details.ToJsonString())!.AsObject() : null,
            Faults = score?.Faults ?? [],
            Status = last.Status,
            Requests = played.Exchanges.Count,
            Attempts = played.Exchanges.Sum(e => e.Attempts.Count),
            Content = choice?.Content,
            Reasoning = choice?.Reasoning,
            FinishReason = choice?.FinishReason,
            ToolCalls = choice?.ToolCalls ?? [],
            PromptTokens = Sum(played, u => u.PromptTokens),
            CompletionTokens = Sum(played, u => u.CompletionTokens),
            ReasoningTokens = Sum(played, u => u.ReasoningTokens),
            StartedAt = first.Timing.StartedAt,
            DurationMs = played.Exchanges.Sum(e => e.Attempts.Sum(a => (a.Duration + a.Delay).TotalMilliseconds)),
            FirstContentMs = first.Timing.FirstContent?.TotalMilliseconds,
            OutputTokensPerSecond = last.Timing.OutputTokensPerSecond,
            Anomalies = [.. played.Exchanges.SelectMany(e => e.Anomalies)],
        };
    }

    /// <summary>The sum over the requests that report the figure; <see langword="null"/> when none does.</summary>
    private static long? Sum(PlayedTrial played, Func<Usage, long?> figure)
    {
        var reported = played.Exchanges.Select(e => e.Reply?.Usage is { } usage ? figure(usage) : null).Where(n => n is not null).ToList();
        return reported.Count == 0 ? null : reported.Sum();
    }
}
