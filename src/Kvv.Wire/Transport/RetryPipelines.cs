using System.Collections.Concurrent;
using Polly;
using Polly.Retry;

namespace Kvv.Wire.Transport;

/// <summary>
/// The suite's one retry policy: an infrastructure outcome is tried again, after <c>Retry-After</c> when the endpoint sent one
/// and else after an exponential delay with jitter, both up to the endpoint's longest delay.
/// </summary>
internal sealed class RetryPipelines(EndpointOptions endpoint, TimeProvider time, Random jitter)
{
    private static readonly ResiliencePropertyKey<List<Attempt>> Attempts = new("kvv-attempts");

    private readonly ConcurrentDictionary<int, ResiliencePipeline<AttemptResult>> _byMaxAttempts = new();
    private readonly Lock _jitterLock = new();

    /// <summary>Runs attempts until one is worth keeping or no more are left.</summary>
    /// <returns>The last attempt's result, and the record of all of them.</returns>
    public async Task<(AttemptResult Last, IReadOnlyList<Attempt> All)> RunAsync<TState>(
        int maxAttempts, Func<TState, CancellationToken, ValueTask<AttemptResult>> attempt, TState state, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAttempts, 1);
        var pipeline = _byMaxAttempts.GetOrAdd(maxAttempts, Build);
        var attempts = new List<Attempt>();
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(Attempts, attempts);
            var last = await pipeline.ExecuteAsync(static (c, s) => s.attempt(s.state, c.CancellationToken), context, (attempt, state)).ConfigureAwait(false);
            attempts.Add(last.ToAttempt(attempts.Count + 1, TimeSpan.Zero));
            return (last, attempts);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<AttemptResult> Build(int maxAttempts)
    {
        var builder = new ResiliencePipelineBuilder<AttemptResult> { TimeProvider = time };
        if (maxAttempts > 1)
            builder.AddRetry(Retry(maxAttempts - 1));
        return builder.Build();
    }

    private RetryStrategyOptions<AttemptResult> Retry(int retries) => new()
    {
        MaxRetryAttempts = retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Randomizer = NextJitter,
        Delay = endpoint.RetryDelay,
        MaxDelay = endpoint.MaxRetryDelay,
        ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result?.Outcome == ExchangeOutcome.Infrastructure),
        DelayGenerator = args => ValueTask.FromResult(Shorter(args.Outcome.Result?.RetryAfter, endpoint.MaxRetryDelay)),
        OnRetry = static args =>
        {
            var attempts = args.Context.Properties.GetValue(Attempts, []);
            attempts.Add(args.Outcome.Result!.ToAttempt(attempts.Count + 1, args.RetryDelay));
            return default;
        },
    };

    private static TimeSpan? Shorter(TimeSpan? asked, TimeSpan longest) => asked > longest ? longest : asked;

    private double NextJitter()
    {
        // Random is not thread-safe and exchanges run side by side.
        lock (_jitterLock)
            return jitter.NextDouble();
    }
}
