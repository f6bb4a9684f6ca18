using System.Globalization;
using Kvv.Conformance.Settings;

namespace Kvv.Conformance.Session;

/// <summary>Watches what a run spends, and says once when a limit is reached. Thread-safe.</summary>
internal sealed class Budget : IDisposable
{
    private readonly ConformanceSettings _settings;
    private readonly Action<string, bool> _exhausted;
    private readonly ITimer? _timer;
    private int _said;

    /// <summary>Creates the budget; the time runs from here.</summary>
    /// <param name="settings">Limits and prices.</param>
    /// <param name="clock">Its monotonic timers.</param>
    /// <param name="exhausted">Told why, and whether requests under way are given up: when time is short they are, when money is they are paid for.</param>
    public Budget(ConformanceSettings settings, TimeProvider clock, Action<string, bool> exhausted)
    {
        _settings = settings;
        _exhausted = exhausted;
        if (settings.Budget.Duration is { } duration)
            _timer = clock.CreateTimer(_ => Say($"MaxDuration ({DurationText.Format(duration)}) is over", abandon: true), null, duration, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What tokens cost, or <see langword="null"/> when no price is known.</summary>
    public static decimal? Cost(ConformanceSettings settings, long promptTokens, long completionTokens) =>
        settings.PriceInput is null && settings.PriceOutput is null
            ? null
            : ((promptTokens * (settings.PriceInput ?? 0)) + (completionTokens * (settings.PriceOutput ?? 0))) / 1_000_000m;

    /// <summary>Looks at what was spent so far.</summary>
    public void Look(RunUsage usage)
    {
        var tokens = usage.PromptTokens + usage.CompletionTokens;
        if (_settings.Budget.Tokens is { } most && tokens >= most)
            Say(string.Create(CultureInfo.InvariantCulture, $"MaxTokens ({most}) is reached with {tokens} tokens"), abandon: false);
        else if (_settings.Budget.Cost is { } limit && Cost(_settings, usage.PromptTokens, usage.CompletionTokens) is { } cost && cost >= limit)
            Say(string.Create(CultureInfo.InvariantCulture, $"MaxCost ({limit}) is reached with {cost:0.00}"), abandon: false);
    }

    public void Dispose() => _timer?.Dispose();

    private void Say(string reason, bool abandon)
    {
        if (Interlocked.Exchange(ref _said, 1) == 0)
            _exhausted(reason, abandon);
    }
}
