using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Results;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.Wire;
using Kvv.Wire.Detection;

namespace Kvv.Conformance.Session;

/// <summary>
/// Runs single benchmarks on an endpoint without pre-verification and without a verdict: to measure a baseline, or to look at
/// one benchmark. Journals lie in the work folder, so that a measurement that was stopped goes on where it ended.
/// </summary>
public sealed class BenchmarkBench : IDisposable
{
    private readonly ConformanceSettings _settings;
    private readonly string _fixturesFolder;
    private readonly RunDirectory _directory;
    private readonly ChatTransport _transport;
    private readonly RequestSlots _slots;
    private readonly EndpointChannel _channel;

    /// <summary>Opens a bench.</summary>
    /// <param name="settings">The settings; <see cref="ConformanceSettings.BaseUrl"/> is set.</param>
    /// <param name="fixturesFolder">The folder <c>fixtures</c>.</param>
    /// <param name="workFolder">Where journals and evidence are kept; created when absent.</param>
    /// <exception cref="ArgumentException">The settings name no endpoint.</exception>
    /// <exception cref="ProfileException">The profile cannot be read.</exception>
    /// <exception cref="IOException">The work folder cannot be opened.</exception>
    public BenchmarkBench(ConformanceSettings settings, string fixturesFolder, string workFolder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(workFolder);
        var baseUrl = settings.BaseUrl ?? throw new ArgumentException("An endpoint is needed.", nameof(settings));
        _settings = settings;
        _fixturesFolder = fixturesFolder;
        var profile = new ProfileStore(Path.Combine(fixturesFolder, "models")).Load(settings.Profile);
        Context = new(profile, settings.Model ?? profile.Name, settings.Dialect ?? profile.Dialect, settings.Seed, settings.ApiKey is not null)
        {
            Tier = settings.Tier,
            DatasetDirectory = settings.DatasetDirectory,
        };
        var redactor = new Redactor([settings.ApiKey, .. settings.ExtraHeaders.Values]);
        _directory = RunDirectory.Open(Path.GetDirectoryName(Path.GetFullPath(workFolder))!, Path.GetFileName(Path.GetFullPath(workFolder)), redactor);
        _slots = new(settings.Concurrency);
        _transport = new(new EndpointOptions { BaseUrl = baseUrl, ApiKey = settings.ApiKey, ExtraHeaders = settings.ExtraHeaders, ExtraBody = settings.ExtraBody }, TimeProvider.System, new Random(unchecked((int)settings.Seed)));
        var limits = new ExchangeLimits { Total = settings.RequestTimeout, Idle = settings.RequestTimeout, MaxAttempts = settings.MaxAttempts };
        Replies = new(new EvidenceStore(_directory));
        _channel = new(_transport, _slots, DetectorSet.Default, new ChatFormat(profile.ChatFormat.ControlStrings, profile.ChatFormat.ThinkTags), Replies, new UsageTotals(), redactor, limits);
    }

    /// <summary>Model, dialect and profile.</summary>
    public ProbeContext Context { get; }

    /// <summary>What the always-on detectors saw in the replies.</summary>
    public ReplyLedger Replies { get; }

    /// <summary>Makes a benchmark for the profile and the settings.</summary>
    /// <param name="definition">What to make.</param>
    public Preparation Prepare(IBenchmarkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Prepare(new(Context, _settings, _fixturesFolder));
    }

    /// <summary>Runs a benchmark and draws its figures.</summary>
    /// <param name="benchmark">What to run.</param>
    /// <param name="progress">Told of each trial that ended.</param>
    /// <param name="cancellationToken">Stops sending; finished trials stay in the journal.</param>
    public async Task<BenchmarkResult> RunAsync(Benchmark benchmark, IProgress<TrialRecord>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        using var journal = TrialJournal.Open(Path.Combine(_directory.Path, "journal", $"{RunDirectory.Sanitise(benchmark.Id)}.jsonl"), line => DataUrls.ByHash(_directory.Redactor.Redact(line)));
        var run = await new TrialScheduler(_slots, _channel.SendAsync).RunAsync(benchmark, journal, new TrialRunOptions { Progress = progress, Recalled = earlier => progress?.Report(earlier) }, cancellationToken);
        return new() { Benchmark = benchmark, Trials = run.Trials, StopReason = run.StopReason, Metrics = InfrastructureRule.Apply(benchmark.Judge.Judge(run.Trials), run.Trials, _settings.MaxInfrastructureRate) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _transport.Dispose();
        _slots.Dispose();
        _directory.Dispose();
    }
}
