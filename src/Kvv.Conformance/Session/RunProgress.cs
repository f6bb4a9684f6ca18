using System.Globalization;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Statistics;

namespace Kvv.Conformance.Session;

/// <summary>
/// Looks at the run every few seconds: keeps <c>progress.json</c> and the results up to date, and shows a line at the user's
/// pace while something changes.
/// </summary>
internal sealed class RunProgress : IDisposable
{
    private static readonly TimeSpan InCi = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ClockJump = TimeSpan.FromSeconds(2);

    private readonly SessionSetup _setup;
    private readonly RunDirectory _run;
    private readonly RunEngine _engine;
    private readonly Func<(int Started, int Ended)> _checks;
    private readonly Action _snapshot;
    private readonly Action<string> _diskRefuses;
    private readonly TimeSpan _interval;
    private readonly Lock _lock = new();
    private readonly long _started;
    private ITimer? _timer;
    private DateTimeOffset _wallClock;
    private long _lookedAt;
    private long _shownAt;
    private long _completionTokens;
    private string _last = "";
    private bool _ended;

    public RunProgress(SessionSetup setup, RunDirectory run, RunEngine engine, Func<(int Started, int Ended)> checks, Action snapshot, Action<string> diskRefuses)
    {
        _setup = setup;
        _run = run;
        _engine = engine;
        _checks = checks;
        _snapshot = snapshot;
        _diskRefuses = diskRefuses;
        _interval = setup.Settings.ProgressInterval ?? (setup.IsInCi ? InCi : setup.ProgressInterval);
        _started = _lookedAt = _shownAt = setup.Clock.GetTimestamp();
        _wallClock = setup.Clock.GetUtcNow();
    }

    public void Start()
    {
        lock (_lock)
        {
            var often = _interval < _setup.ProgressInterval ? _interval : _setup.ProgressInterval;
            _timer ??= _setup.Clock.CreateTimer(_ => Tick(often), null, often, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Writes <c>progress.json</c> for the last time.</summary>
    /// <param name="stopped">Why the run stopped, or <see langword="null"/> when it finished.</param>
    public void End(string? stopped)
    {
        lock (_lock)
        {
            try
            {
                _run.Write(ProgressDocument.File, Look(stopped is null ? "finished" : "stopped", stopped).ToJson());
            }
            catch (IOException e)
            {
                _setup.Output.Line($"{ProgressDocument.File} is not kept: {e.Message}");
            }

            _ended = true;
            _timer?.Dispose();
        }
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

    private void Tick(TimeSpan often)
    {
        string? refused = null;
        lock (_lock)
        {
            if (_ended)
                return;
            WatchClock();
            var now = Look("running", _engine.IsHolding ? "the endpoint refuses or fails: requests are held back" : null);
            _lookedAt = _setup.Clock.GetTimestamp();
            try
            {
                _run.Write(ProgressDocument.File, now.ToJson());
                _run.Heartbeat();
                Show(now);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                refused = e.Message;
                _ended = true;
            }

            if (!_ended)
                _timer!.Change(often, Timeout.InfiniteTimeSpan);
        }

        if (refused is not null)
            _diskRefuses(refused);
    }

    private void Show(ProgressDocument now)
    {
        if (_setup.Clock.GetElapsedTime(_shownAt) < _interval)
            return;
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"pre-verification {now.ChecksEnded}/{now.ChecksStarted} checks") };
        parts.AddRange(now.Benchmarks.Where(b => b.Ended is null).Select(Text));
        if (now.Benchmarks.Count(b => b.Ended is not null) is > 0 and var ended)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{ended} benchmarks ended"));
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{now.Requests} requests, {now.Tokens} tokens"));
        var line = string.Join(" · ", parts);
        if (line == _last && now.Note is null)
            return;
        _last = line;
        _shownAt = _setup.Clock.GetTimestamp();
        _setup.Output.Line(string.Create(CultureInfo.InvariantCulture, $"{line}, {now.OutputTokensPerSecond:0} tokens/s, {now.UnderWay} under way{(now.Limit < _setup.Settings.Concurrency ? $" (limit {now.Limit})" : "")}{(now.EtaSeconds is { } eta ? $", about {Span(eta)} left" : "")}{(now.Note is { } note ? $" · {note}" : "")}"));
        _snapshot();
    }

    private static string Text(BenchmarkProgress b) => string.Create(
        CultureInfo.InvariantCulture,
        $"{b.Id} {b.Done}/{b.Total}{(b.Accuracy is { } share ? string.Create(CultureInfo.InvariantCulture, $", {share:0.000} [{b.Low:0.000}, {b.High:0.000}]") : "")}{(b.Errors > 0 ? $", {b.Errors} errors" : "")}");

    /// <summary>Seconds as people read them.</summary>
    internal static string Span(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, seconds):0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };

    private ProgressDocument Look(string state, string? note)
    {
        var usage = _engine.Usage.Current;
        var since = _setup.Clock.GetElapsedTime(_lookedAt).TotalSeconds;
        var rate = since > 0 ? (usage.CompletionTokens - _completionTokens) / since : 0;
        _completionTokens = usage.CompletionTokens;
        var (started, ended) = _checks();
        var limit = _engine.Slots.Limit;
        var states = _engine.Scheduler.States;
        var slowness = TimeLeft.Slowness(states.Select(s => s.Times));
        var benchmarks = states.Select(s => Progress(s, TimeLeft.OfTrial(s.Times, slowness), limit)).ToList();
        var left = states.Where(s => s.Ended is null && s.Total > s.Done).Select(s => (s.Total - s.Done, TimeLeft.OfTrial(s.Times, slowness))).ToList();
        return new()
        {
            Run = _run.Id,
            UpdatedAt = _setup.Clock.GetUtcNow(),
            ElapsedSeconds = _setup.Clock.GetElapsedTime(_started).TotalSeconds,
            State = state,
            Note = note is null ? null : _run.Redactor.Redact(note),
            ChecksStarted = started,
            ChecksEnded = ended,
            Benchmarks = benchmarks,
            Requests = usage.Requests,
            Tokens = usage.PromptTokens + usage.CompletionTokens,
            OutputTokensPerSecond = Math.Round(rate, 1),
            UnderWay = _engine.Slots.Taken,
            Limit = limit,
            EtaSeconds = left.Count == 0 ? null : Math.Round(TimeLeft.Together(left, limit), 1),
        };
    }

    private static BenchmarkProgress Progress(BenchmarkState state, double seconds, int limit)
    {
        var interval = state.Answered > 0 ? Proportion.Wilson(state.Right, state.Answered) : (Interval?)null;
        var left = state.Total - state.Done;
        return new(
            state.Benchmark, state.Total, state.Done, state.Answered > 0 ? (double)state.Right / state.Answered : null, interval?.Low, interval?.High,
            state.Infrastructure, state.Ended is null && left > 0 ? Math.Round(TimeLeft.OfBenchmark(left, seconds, limit), 1) : null, state.Ended);
    }

    /// <summary>Durations come from a monotonic clock; times of day do not, and a user who compares them must know.</summary>
    private void WatchClock()
    {
        var now = _setup.Clock.GetUtcNow();
        var behind = _wallClock + _setup.Clock.GetElapsedTime(_lookedAt) - now;
        if (behind > ClockJump)
            _setup.Output.Line($"The clock of this machine jumped back by {Span(behind.TotalSeconds)}. Durations, limits and the verdict are not touched; times of day in the results are off.");
        _wallClock = now;
    }
}
