using System.Globalization;

namespace Kvv.Conformance.Session;

/// <summary>Shows a line every few seconds while something changes, and keeps the run folder up to date at the same pace.</summary>
internal sealed class ProgressLine : IDisposable
{
    private readonly SessionSetup _setup;
    private readonly Func<((int Started, int Ended) Checks, IReadOnlyList<BenchmarkProgress> Benchmarks, RunUsage Usage)> _look;
    private readonly Action _snapshot;
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private string _last = "";
    private bool _ended;

    public ProgressLine(SessionSetup setup, Func<((int Started, int Ended) Checks, IReadOnlyList<BenchmarkProgress> Benchmarks, RunUsage Usage)> look, Action snapshot)
    {
        _setup = setup;
        _look = look;
        _snapshot = snapshot;
    }

    public void Start()
    {
        lock (_lock)
            _timer ??= _setup.Clock.CreateTimer(_ => Tick(), null, _setup.ProgressInterval, _setup.ProgressInterval);
    }

    public void Dispose()
    {
        // Taking the lock waits for a tick under way: nothing is written after the end.
        lock (_lock)
        {
            _ended = true;
            _timer?.Dispose();
        }
    }

    private void Tick()
    {
        lock (_lock)
        {
            if (_ended)
                return;
            var (checks, benchmarks, usage) = _look();
            var parts = new List<string> { $"pre-verification {checks.Ended}/{checks.Started} checks" };
            parts.AddRange(benchmarks.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Benchmark} {b.Done}/{b.Total}, {b.Right} right")));
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{usage.Requests} requests, {usage.PromptTokens + usage.CompletionTokens} tokens"));
            var line = string.Join(" · ", parts);
            if (line == _last)
                return;
            _last = line;
            _setup.Output.Line(line);
            _snapshot();
        }
    }
}
