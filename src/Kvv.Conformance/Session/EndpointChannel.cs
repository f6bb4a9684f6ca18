using Kvv.Conformance.Results;
using Kvv.Evaluation.Scheduling;
using Kvv.Wire;
using Kvv.Wire.Detection;

namespace Kvv.Conformance.Session;

/// <summary>
/// The only way to the endpoint: every exchange of the run passes the shared limit, the always-on detectors and the books,
/// whatever it was sent for.
/// </summary>
public sealed class EndpointChannel
{
    private readonly IChatTransport _transport;
    private readonly RequestSlots _slots;
    private readonly DetectorSet _detectors;
    private readonly ChatFormat _format;
    private readonly ReplyLedger _ledger;
    private readonly UsageTotals _usage;
    private readonly Redactor _redactor;

    internal EndpointChannel(
        IChatTransport transport, RequestSlots slots, DetectorSet detectors, ChatFormat format, ReplyLedger ledger, UsageTotals usage, Redactor redactor, ExchangeLimits limits)
    {
        _transport = transport;
        _slots = slots;
        _detectors = detectors;
        _format = format;
        _ledger = ledger;
        _usage = usage;
        _redactor = redactor;
        Limits = limits;
    }

    /// <summary>The limits of every exchange of the run.</summary>
    public ExchangeLimits Limits { get; }

    /// <summary>The longest silence of a stream; a whole reply may be silent as long as an attempt may take.</summary>
    internal TimeSpan IdleLimit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Kinds of anomaly that are dropped as if nothing looked for them.</summary>
    internal IReadOnlyCollection<string> Unheard { get; init; } = [];

    /// <summary>Told of each exchange that ended: attempts and tokens.</summary>
    internal Action<int, long> Settled { get; init; } = (_, _) => { };

    /// <summary>Sends one request of a check when a slot is free, before any trial that waits for one.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">Who asks, for evidence.</param>
    /// <param name="cancellationToken">Ends the wait and the exchange.</param>
    public async Task<Exchange> SendAsync(ChatRequest request, string origin, CancellationToken cancellationToken)
    {
        using var slot = await _slots.TakeAsync(isUrgent: true, cancellationToken);
        return await ExchangeAsync(request, origin, Limits, hold: null, cancellationToken);
    }

    /// <summary>
    /// Sends one request of a trial when a slot is free. An answer that broke off on the way, or fell silent, is an outage: what
    /// had arrived of it is in the books and is no answer to score.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">Who asks, for evidence.</param>
    /// <param name="hold">Takes the exchange instead of the ledger, until its trial counts; <see langword="null"/> when it counts at once.</param>
    /// <param name="cancellationToken">Ends the wait and the exchange.</param>
    internal async Task<Exchange> SendTrialAsync(ChatRequest request, string origin, Action<Exchange>? hold, CancellationToken cancellationToken)
    {
        using var slot = await _slots.TakeAsync(isUrgent: false, cancellationToken);
        var limits = request.IsStreamed && IdleLimit < Limits.Idle ? Limits with { Idle = IdleLimit } : Limits;
        var exchange = await ExchangeAsync(request, origin, limits, hold, cancellationToken);
        return exchange.Outcome == ExchangeOutcome.Answered && exchange.Attempts is [.., { Failure: { } failure }]
            ? exchange with { Outcome = ExchangeOutcome.Infrastructure, Failure = _redactor.Redact(failure) }
            : exchange;
    }

    private async Task<Exchange> ExchangeAsync(ChatRequest request, string origin, ExchangeLimits limits, Action<Exchange>? hold, CancellationToken cancellationToken)
    {
        var exchange = await _transport.SendAsync(request, limits, cancellationToken);
        if (exchange.Reply is { } reply)
        {
            var seen = _detectors.Inspect(new Inspection(request, reply, request.IsStreamed, _format));
            exchange = exchange with { Anomalies = [.. exchange.Anomalies, .. seen] };
        }

        return Booked(origin, exchange, hold);
    }

    /// <summary>Reads the model listing when a slot is free.</summary>
    /// <inheritdoc cref="SendAsync" path="/param"/>
    public async Task<Exchange> ListModelsAsync(ChatRequest request, string origin, CancellationToken cancellationToken)
    {
        using var slot = await _slots.TakeAsync(isUrgent: true, cancellationToken);
        return Booked(origin, await _transport.ListModelsAsync(request, Limits, cancellationToken), hold: null);
    }

    private Exchange Booked(string origin, Exchange exchange, Action<Exchange>? hold)
    {
        exchange = exchange with { Failure = exchange.Failure is null ? null : _redactor.Redact(exchange.Failure) };
        _usage.Add(exchange);
        var usage = exchange.Reply?.Usage;
        Settled(exchange.Attempts.Count, (usage?.PromptTokens ?? 0) + (usage?.CompletionTokens ?? 0));
        var unexplained = exchange.Attempts.Count(a => a is { Status: 429, RetryAfter: null });
        if (unexplained > 0)
            exchange = exchange with { Anomalies = [.. exchange.Anomalies, new(AnomalyKinds.RateLimitWithoutRetryAfter, $"{unexplained} of {exchange.Attempts.Count} attempts met HTTP 429 without a Retry-After header.")] };
        if (Unheard.Count > 0)
            exchange = exchange with { Anomalies = [.. exchange.Anomalies.Where(a => !Unheard.Contains(a.Kind))] };
        if (hold is not null)
            hold(exchange);
        else if (exchange.CountsAsReply)
            _ledger.Inspected(origin, exchange);
        return exchange;
    }
}
