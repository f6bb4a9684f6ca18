using Kvv.Conformance.Baselines;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Gate;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire.Detection;

namespace Kvv.Conformance.Session;

/// <summary>
/// One run: the endpoint, the profile, the run folder, and everything that judges. Tests ask it for findings and benchmark
/// results; it sees to it that each is made once, that the gate stands before benchmarks, and that the run folder says at
/// every moment what is known.
/// </summary>
public sealed class ConformanceSession : IAsyncDisposable
{
    private readonly SessionSetup _setup;
    private readonly IEmbeddedEndpoint? _embedded;
    private readonly RunEngine _engine;
    private readonly RunDirectory _directory;
    private readonly RequirementCatalogue _catalogue;
    private readonly FindingJournal _findings;
    private readonly RequirementJudge _judge;
    private readonly AlwaysOnRules _alwaysOn;
    private readonly BenchmarkDesk _desk;
    private readonly RunEnding _ending;
    private readonly BenchmarkShelf _shelf;
    private readonly RunProgress _progress;

    private ConformanceSession(
        SessionSetup setup, ModelProfile profile, RequirementCatalogue catalogue, FaultCatalogue faults, IEmbeddedEndpoint? embedded, Uri baseUrl, string model, RunOpening opening, string gateKey)
    {
        _setup = setup;
        _embedded = embedded;
        _directory = opening.Directory;
        _ending = new(setup, opening);
        _catalogue = catalogue;
        Profile = profile;
        Faults = faults;
        var settings = setup.Settings;
        var dialect = settings.Dialect ?? profile.Dialect;
        Endpoint = new(
            settings.IsReference ? "reference endpoint" : baseUrl.Host,
            settings.IsReference ? ConformanceSettings.ReferenceBaseUrl : baseUrl.ToString(),
            model,
            dialect.ToString().ToLowerInvariant(),
            // One that `kvv serve` serves says so by its model name.
            settings.IsReference || BaselineRecording.IsReference(model));
        var evidence = new EvidenceStore(_directory);
        var ledger = new ReplyLedger(evidence);
        _engine = new(setup, baseUrl, new ChatFormat(profile.ChatFormat.ControlStrings, profile.ChatFormat.ThinkTags), ledger, _directory.Redactor, _ending.EndEarly);
        Context = new(profile, model, dialect, settings.Seed, settings.ApiKey is not null) { Tier = settings.Tier, DatasetDirectory = settings.DatasetDirectory };
        // The embedded endpoint changes with the build under test and costs nothing: it is always judged anew.
        var notBefore = embedded is null ? setup.Clock.GetUtcNow() - settings.GateMaxAge : DateTimeOffset.MaxValue;
        _findings = FindingJournal.Open(_directory, notBefore, setup.OpenJournal);
        _judge = new(Context, _engine, evidence, _directory.Redactor, _findings, ledger, setup.Clock, setup.WritesReports, _ending.DiskRefused, _ending.Stopped);
        _alwaysOn = new(catalogue, ledger);
        _shelf = new(new(Context, settings, setup.FixturesFolder));
        Registry = RequirementRegistry.Discover(setup.Checks, catalogue);
        Gate = new(GateOfRun.Duties(setup, _directory, opening.Record, gateKey, embedded is not null, Registry.Checks, JudgeForGate, _alwaysOn));
        _desk = new(Gate, _engine, _directory, ledger, setup, _ending.DiskRefused);
        _progress = new(setup, _directory, _engine, () => _judge.Progress, _ending.Snapshot, _ending.DiskRefused);
        _ending.CloseScheduler = _engine.Scheduler.Close;
        _ending.Results = new()
        {
            Setup = setup,
            Directory = _directory,
            Endpoint = Endpoint,
            Profile = profile.Name,
            Registry = Registry,
            Gate = Gate,
            Faults = faults,
            Diagnostician = new(faults, SignatureTable.Load(setup.FixturesFolder)),
            Judge = _judge,
            AlwaysOn = _alwaysOn,
            Benchmarks = _desk,
            Ledger = ledger,
            Usage = _engine.Usage,
        };
    }

    /// <summary>The contract of the model.</summary>
    public ModelProfile Profile { get; }

    /// <summary>The fault catalogue.</summary>
    public FaultCatalogue Faults { get; }

    /// <summary>What is tested.</summary>
    public EndpointInfo Endpoint { get; }

    /// <summary>What every probe and benchmark of the run shares.</summary>
    public ProbeContext Context { get; }

    /// <summary>The settings.</summary>
    public ConformanceSettings Settings => _setup.Settings;

    /// <summary>All requirement checks.</summary>
    public RequirementRegistry Registry { get; }

    /// <summary>The gate.</summary>
    public PreVerificationGate Gate { get; }

    /// <summary>The run folder, absolute.</summary>
    public string RunFolder => _directory.Path;

    /// <summary>Why the run ended before its first check, or <see langword="null"/>.</summary>
    public ContactFailure? ContactFailure => _ending.Contact;

    /// <summary>Opens the run and makes first contact.</summary>
    /// <param name="setup">What to start with.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="SettingsException">A setting cannot be honoured.</exception>
    /// <exception cref="ProfileException">The profile cannot be read.</exception>
    /// <exception cref="InvalidDataException">A catalogue file is malformed.</exception>
    /// <exception cref="IOException">The run folder cannot be opened.</exception>
    public static async Task<ConformanceSession> StartAsync(SessionSetup setup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var settings = setup.Settings;
        var store = new ProfileStore(Path.Combine(setup.FixturesFolder, "models"));
        var profile = store.Load(settings.Profile);
        var profilePath = store.PathOf(settings.Profile);
        var catalogue = RequirementCatalogue.Load(setup.FixturesFolder).For(profile.Name);
        var faults = FaultCatalogue.Load(setup.FixturesFolder);
        if (settings.ReferenceFaults.Length > 0 && !settings.IsReference)
            throw new SettingsException("ReferenceFaults injects faults into the embedded endpoint, but BaseUrl names another one. Unset one of the two (faults of a separate `kvv serve` are given on its own command line).");

        var embedded = settings.IsReference && setup.Joined is null
            ? await setup.StartEmbeddedEndpoint(new(profilePath, setup.FixturesFolder, settings.ReferenceFaults, settings.Seed, settings.ApiKey, settings.PictureServer is not null), cancellationToken)
            : null;
        try
        {
            var baseUrl = embedded?.BaseUrl ?? settings.BaseUrl ?? new("http://127.0.0.1:9/v1");
            var model = settings.Model ?? embedded?.Model ?? profile.Name;
            var opening = RunOpening.Of(setup, profilePath, profile, model, out var gateKey);
            setup = setup with { Settings = settings with { Seed = opening.Seed } };
            var session = new ConformanceSession(setup, profile, catalogue, faults, embedded, baseUrl, model, opening, gateKey);
            await session.BeginAsync(opening, cancellationToken);
            return session;
        }
        catch
        {
            if (embedded is not null)
                await embedded.DisposeAsync();
            throw;
        }
    }

    /// <summary>The check of a requirement in one mode, judged at most once a run.</summary>
    /// <param name="check">The check.</param>
    public async Task<Finding> JudgeAsync(RequirementCheck check)
    {
        _ending.Select(check.Requirement.Category);
        return await JudgeForGate(check);
    }

    /// <summary>A rule of every reply, judged on the replies so far, after the gate has settled; the end of the run judges it again on all.</summary>
    /// <param name="id">The rule's id.</param>
    public async Task<Finding> JudgeAlwaysOnAsync(string id)
    {
        var rule = _catalogue[id];
        _ending.Select(rule.Category);
        if (ContactFailure is { } failure)
            return ResultDesk.NotRun(rule, AlwaysOnRules.Mode, failure);
        await Gate.OpenAsync();
        return _alwaysOn.Judge(rule);
    }

    /// <summary>The rules of every reply.</summary>
    public IEnumerable<Requirement> AlwaysOn => _alwaysOn.Rules;

    /// <summary>Runs a benchmark when the gate opens, at most once a run.</summary>
    /// <param name="benchmark">The benchmark.</param>
    public Task<BenchmarkOutcome> RunBenchmarkAsync(Benchmark benchmark)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        return RunPreparedAsync(benchmark, goesFirst: false);
    }

    /// <summary>Runs a benchmark of the registry when the gate opens, at most once a run.</summary>
    /// <param name="definition">What to run.</param>
    /// <returns>The outcome; blocked with the reason when the profile, the tier or the data do not allow it.</returns>
    public async Task<BenchmarkOutcome> RunBenchmarkAsync(IBenchmarkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (!definition.RunsIn(Settings.Tier))
            return new(null, $"{definition.Id} is not part of the tier {Settings.Tier.ToString().ToLowerInvariant()}");
        var preparation = _shelf.Prepare(definition);
        if (preparation is Preparation.Ready && definition.SmokeTest is { } smoke && Settings.SmokeFailure == SmokeFailureRule.Stop
            && (await RunBenchmarkAsync(BenchmarkRegistry.Get(smoke))).Result is { Status: MetricStatus.Fail })
            return _desk.Block(definition.Id, $"its smoke test {smoke} failed (SmokeFailure=ignore runs it all the same)");
        return preparation switch
        {
            Preparation.Ready ready => await RunPreparedAsync(_shelf.Expecting(ready.Benchmark), goesFirst: definition.RunsIn(Tier.Smoke)),
            Preparation.NotReady { IsLeftOut: true } or Preparation.NotReady { IsUnsupported: true } => _desk.LeaveOut(definition.Id, ((Preparation.NotReady)preparation).Reason),
            Preparation.NotReady not => _desk.Block(definition.Id, not.Reason),
            var other => throw new InvalidOperationException($"Unknown preparation {other}."),
        };
    }

    /// <summary>Stops sending, unless the run is complete. What is known stays in the run folder; the run can be continued.</summary>
    /// <param name="reason">Why, to complete "the run was stopped: …".</param>
    public void Stop(string reason) => _ending.Stop(reason);

    /// <summary>Draws the verdict and writes the results. Later calls return the same outcome.</summary>
    public RunOutcome Complete() => _ending.Complete(_desk.Results, _progress);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _progress.Dispose();
        _ending.Dispose();
        _engine.Dispose();
        _findings.Dispose();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
        _directory.Dispose();
    }

    private async Task BeginAsync(RunOpening opening, CancellationToken cancellationToken)
    {
        _directory.Write("run.json", opening.Record.ToJson());
        var output = _setup.Output;
        if (_setup.Joined is not null)
        {
            RecallShards();
            return;
        }

        output.Line($"Kvv.Conformance {SuiteVersion.Current.Version}: {Profile.Title} at {Endpoint.BaseUrl} (model {Endpoint.Model}, dialect {Endpoint.Dialect}, tier {Settings.Tier.ToString().ToLowerInvariant()}, seed {Settings.Seed}{(Settings.SeedOrigin == SeedOrigin.Drawn ? " drawn for this run" : "")})");
        if (Endpoint.IsReference)
            output.Line("This is a reference endpoint: the result shows that the suite works and says nothing about any vendor.");
        if (opening.Message is { } resumed)
            output.Line(resumed);
        foreach (var line in _setup.ShowsPlan ? _shelf.Plan(Endpoint).Lines() : [])
            output.Line(line);
        _ending.Contact = await FirstContact.MakeAsync(_engine.Channel, Context, Settings, cancellationToken);
        if (ContactFailure is { } failure)
            output.Line($"STOPPED: {_directory.Redactor.Redact(failure.Sentence)}");
        else
            _progress.Start();
    }

    /// <summary>Nothing may be sent: what the shards have left is all there is.</summary>
    private void RecallShards()
    {
        _engine.Scheduler.Close("the shards left trials that were not made: run those shards again, then join them", abandon: true);
        _judge.Recall(FindingJournal.Read(Path.Combine(_directory.Path, FindingJournal.File)), _catalogue);
        foreach (var finding in _judge.Findings)
            _ending.Select(finding.Requirement.Category);
    }

    private Task<Finding> JudgeForGate(RequirementCheck check) => ContactFailure is { } failure
        ? Task.FromResult(ResultDesk.NotRun(check.Requirement, check.Mode.ToString(), failure))
        : _judge.JudgeAsync(check);

    private Task<BenchmarkOutcome> RunPreparedAsync(Benchmark benchmark, bool goesFirst)
    {
        _ending.Select(benchmark.Category);
        return ContactFailure is { } failure
            ? Task.FromResult(new BenchmarkOutcome(null, failure.Sentence))
            : _desk.RunAsync(benchmark, goesFirst);
    }
}
