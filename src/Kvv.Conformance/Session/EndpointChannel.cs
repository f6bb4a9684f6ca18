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

    /// <summary>Sends one request when a slot is free.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">Who asks, for evidence.</param>
    /// <param name="cancellationToken">Ends the wait and the exchange.</param>
    public async Task<Exchange> SendAsync(ChatRequest request, string origin, CancellationToken cancellationToken)
    {
        using var slot = await _slots.TakeAsync(cancellationToken);
        var exchange = await _transport.SendAsync(request, Limits, cancellationToken);
        if (exchange.Reply is { } reply)
        {
            var seen = _detectors.Inspect(new Inspection(request, reply, request.IsStreamed, _format));
            exchange = exchange with { Anomalies = [.. exchange.Anomalies, .. seen] };
        }

        return Booked(origin, exchange);
    }

    /// <summary>Reads the model listing when a slot is free.</summary>
    /// <inheritdoc cref="SendAsync" path="/param"/>
    public async Task<Exchange> ListModelsAsync(ChatRequest request, string origin, CancellationToken cancellationToken)
    {
        using var slot = await _slots.TakeAsync(cancellationToken);
        return Booked(origin, await _transport.ListModelsAsync(request, Limits, cancellationToken));
    }

    private Exchange Booked(string origin, Exchange exchange)
    {
        exchange = exchange with { Failure = exchange.Failure is null ? null : _redactor.Redact(exchange.Failure) };
        _usage.Add(exchange);
        var unexplained = exchange.Attempts.Count(a => a is { Status: 429, RetryAfter: null });
        if (unexplained > 0)
            exchange = exchange with { Anomalies = [.. exchange.Anomalies, new(AnomalyKinds.RateLimitWithoutRetryAfter, $"{unexplained} of {exchange.Attempts.Count} attempts met HTTP 429 without a Retry-After header.")] };
        if (exchange.Outcome == ExchangeOutcome.Answered || unexplained > 0)
            _ledger.Inspected(origin, exchange);
        return exchange;
    }
}
