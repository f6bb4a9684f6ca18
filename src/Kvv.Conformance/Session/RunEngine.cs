using Kvv.Conformance.Results;
using Kvv.Evaluation.Scheduling;
using Kvv.Wire;
using Kvv.Wire.Detection;

namespace Kvv.Conformance.Session;

/// <summary>Everything that requests pass on their way out, and what decides when they may: limit, pace, guard, budget, scheduler.</summary>
internal sealed class RunEngine : IDisposable
{
    private readonly ChatTransport _transport;
    private readonly EndpointGuard _guard;
    private readonly Budget _budget;

    /// <summary>Builds the engine of one run.</summary>
    /// <param name="setup">Settings and clock.</param>
    /// <param name="baseUrl">Where to send.</param>
    /// <param name="format">Of the model's chat.</param>
    /// <param name="ledger">Told of every reply.</param>
    /// <param name="redactor">Removes secrets from failures.</param>
    /// <param name="end">Ends the run early: why, and whether requests under way are given up.</param>
    public RunEngine(SessionSetup setup, Uri baseUrl, ChatFormat format, ReplyLedger ledger, Redactor redactor, Action<string, bool> end)
    {
        var settings = setup.Settings;
        Slots = new(settings.Concurrency, setup.Clock);
        var pace = settings.RequestsPerMinute is null && settings.TokensPerMinute is null
            ? null
            : new RequestPace(settings.RequestsPerMinute, settings.TokensPerMinute, setup.Clock);
        _guard = new(Slots, setup.Clock, pace, reason => end($"{reason}. Nothing is lost: run again to continue when it answers", true));
        _budget = new(settings, setup.Clock, (reason, abandon) => end($"{reason}. Run again with a higher limit to continue", abandon));
        _transport = new(
            new EndpointOptions { BaseUrl = baseUrl, ApiKey = settings.ApiKey, ExtraHeaders = settings.ExtraHeaders, ExtraBody = settings.ExtraBody, MaxConnections = Math.Max(1024, settings.Concurrency) },
            setup.Clock, new Random(unchecked((int)settings.Seed)), _guard);
        var limits = new ExchangeLimits { Total = settings.RequestTimeout, Idle = settings.RequestTimeout, MaxAttempts = settings.MaxAttempts };
        Channel = new(_transport, Slots, DetectorSet.Default, format, ledger, Usage, redactor, limits)
        {
            IdleLimit = settings.IdleTimeout,
            Unheard = setup.UnheardAnomalies,
            Settled = (attempts, tokens) =>
            {
                pace?.Settle(attempts, tokens);
                _budget.Look(Usage.Current);
            },
        };
        Scheduler = new(Slots, (request, origin, cancellationToken) => SendTrialAsync(request, origin, hold: null, cancellationToken), setup.Clock);
    }

    public RequestSlots Slots { get; }

    public UsageTotals Usage { get; } = new();

    public EndpointChannel Channel { get; }

    public TrialScheduler Scheduler { get; }

    /// <summary>Whether requests are held back because the endpoint refuses or fails.</summary>
    public bool IsHolding => _guard.IsHolding;

    public void Dispose()
    {
        Scheduler.Close("the run was closed", abandon: true);
        _budget.Dispose();
        _guard.Dispose();
        _transport.Dispose();
        Slots.Dispose();
    }

    /// <summary>Sends one request of a trial that is entered into the ledger when the trial counts.</summary>
    /// <inheritdoc cref="EndpointChannel.SendTrialAsync" path="/param"/>
    public Task<Exchange> SendTrialAsync(ChatRequest request, string origin, Action<Exchange>? hold, CancellationToken cancellationToken)
    {
        _guard.Arm();
        return Channel.SendTrialAsync(request, origin, hold, cancellationToken);
    }
}
