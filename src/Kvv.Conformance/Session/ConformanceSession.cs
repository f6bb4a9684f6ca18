using Kvv.Conformance.Baselines;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Gate;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Verdicts;
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
    private readonly ReplyLedger _ledger;
    private readonly RequirementCatalogue _catalogue;
    private readonly RequirementJudge _judge;
    private readonly AlwaysOnRules _alwaysOn;
    private readonly Diagnostician _diagnostician;
    private readonly BenchmarkDesk _desk;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly BenchmarkShelf _shelf;
    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private readonly RunProgress _progress;
    private RunRecord _record;
    private string? _endedEarly;
    private RunOutcome? _outcome;

    private ConformanceSession(
        SessionSetup setup, ModelProfile profile, RequirementCatalogue catalogue, FaultCatalogue faults, IEmbeddedEndpoint? embedded, Uri baseUrl, string model, RunOpening opening, string gateKey)
    {
        _setup = setup;
        _embedded = embedded;
        _directory = opening.Directory;
        _record = opening.Record;
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
        _ledger = new(evidence);
        _engine = new(setup, baseUrl, new ChatFormat(profile.ChatFormat.ControlStrings, profile.ChatFormat.ThinkTags), _ledger, _directory.Redactor, EndEarly);
        Context = new(profile, model, dialect, settings.Seed, settings.ApiKey is not null) { Tier = settings.Tier, DatasetDirectory = settings.DatasetDirectory };
        // The embedded endpoint changes with the build under test and costs nothing: it is always judged anew.
        var findingJournal = FindingJournal.Open(_directory, embedded is null ? setup.Clock.GetUtcNow() - settings.GateMaxAge : DateTimeOffset.MaxValue);
        _judge = new(Context, _engine.Channel, evidence, _directory.Redactor, findingJournal, _ledger, _engine.Usage, setup.Clock, _stop.Token);
        _alwaysOn = new(catalogue, _ledger);
        _shelf = new(new(Context, settings, setup.FixturesFolder));
        _diagnostician = new(faults, SignatureTable.Load(setup.FixturesFolder));
        Registry = RequirementRegistry.Discover(setup.Checks, catalogue);
        Gate = new(new GateDuties
        {
            Key = gateKey,
            Checks = Registry.Checks,
            Judge = JudgeForGate,
            AlwaysOn = () => _alwaysOn.JudgeAll().Where(f => f.Requirement.Category == Category.PreVerification),
            // A continued run has its own findings: they say more than the record it left.
            FindFreshRecord = () => setup.Joined is { IsGateOpen: true } joined
                ? (new GateRecord(GateRecord.CurrentFormat, true, gateKey, opening.Record.StartedAt, FindingJournal.Read(Path.Combine(_directory.Path, FindingJournal.File)).DistinctBy(f => f.Key).Count(), []), joined.Record.Id)
                : embedded is null && GateRecord.FindFresh(settings.RunDirectory, gateKey, setup.Clock.GetUtcNow(), settings.GateMaxAge) is { } fresh && fresh.RunId != _directory.Id ? fresh : null,
            Now = setup.Clock.GetUtcNow,
            Save = r =>
            {
                _directory.Write("gate.json", r.ToJson());
                setup.Output.Line(r.Open ? $"pre-verification: all {r.Checks} must checks passed or do not apply, the gate is open" : $"pre-verification: the gate stays closed, {r.Failing.Count} must checks did not pass");
            },
        });
        _desk = new(Gate, _engine, _directory, _ledger, setup, reason => EndEarly(reason, abandon: true));
        _progress = new(setup, _directory, _engine, () => _judge.Progress, Snapshot, reason => EndEarly(reason, abandon: true));
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
    public ContactFailure? ContactFailure { get; private set; }

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
        var catalogue = RequirementCatalogue.Load(setup.FixturesFolder);
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
            var session = new ConformanceSession(setup, profile, catalogue, faults, embedded, baseUrl, model, opening, gateKey);
            await session.BeginAsync(opening.Message, cancellationToken);
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
        Select(check.Requirement.Category);
        return await JudgeForGate(check);
    }

    /// <summary>A rule of every reply, judged on the replies so far, after the gate has settled; the end of the run judges it again on all.</summary>
    /// <param name="id">The rule's id.</param>
    public async Task<Finding> JudgeAlwaysOnAsync(string id)
    {
        var rule = _catalogue[id];
        Select(rule.Category);
        if (ContactFailure is { } failure)
            return NotRun(rule, AlwaysOnRules.Mode, failure);
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
    public void Stop(string reason)
    {
        lock (_lock)
        {
            if (_outcome is not null)
                return;
            _endedEarly ??= $"the run was stopped: {reason}";
        }

        // First the files: the process may be gone before the requests under way have noticed.
        Snapshot();
        _stop.Cancel();
        _engine.Scheduler.Close(reason, abandon: true);
    }

    /// <summary>Ends the run by itself: benchmarks are closed with what they have, and the run can be continued.</summary>
    private void EndEarly(string reason, bool abandon)
    {
        reason = _directory.Redactor.Redact(reason);
        lock (_lock)
        {
            if (_outcome is not null || _endedEarly is not null)
                return;
            _endedEarly = reason;
        }

        _setup.Output.Line($"STOPPED: {reason}.");
        _stop.Cancel();
        _engine.Scheduler.Close(reason, abandon);
    }

    /// <summary>Draws the verdict and writes the results. Later calls return the same outcome.</summary>
    public RunOutcome Complete()
    {
        lock (_lock)
        {
            if (_outcome is not null)
                return _outcome;
        }

        _progress.Dispose();
        // A run that was stopped, or that met an outage, stays unfinished, so that it can be continued.
        var outage = _desk.Results.Where(r => InfrastructureRule.IsBroken(r.Trials, Settings.MaxInfrastructureRate)).Sum(r => r.Infrastructure);
        if (outage > 0)
            _setup.Output.Line($"{outage} trials ended in infrastructure errors: run again with the same settings to send only those.");
        if (_endedEarly is null && outage == 0)
            _record = _record with { FinishedAt = _setup.Clock.GetUtcNow() };
        _directory.Write("run.json", _record.ToJson());
        var outcome = Write();
        _progress.End(_endedEarly);
        lock (_lock)
            _outcome = outcome;
        return outcome;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _progress.Dispose();
        await _stop.CancelAsync();
        _engine.Dispose();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
        _directory.Dispose();
    }

    private async Task BeginAsync(string? resumeMessage, CancellationToken cancellationToken)
    {
        _directory.Write("run.json", _record.ToJson());
        var output = _setup.Output;
        if (_setup.Joined is not null)
        {
            RecallShards();
            return;
        }

        output.Line($"Kvv.Conformance {SuiteVersion.Current.Version}: {Profile.Title} at {Endpoint.BaseUrl} (model {Endpoint.Model}, dialect {Endpoint.Dialect}, tier {Settings.Tier.ToString().ToLowerInvariant()}, seed {Settings.Seed})");
        if (Endpoint.IsReference)
            output.Line("This is a reference endpoint: the result shows that the suite works and says nothing about any vendor.");
        if (resumeMessage is not null)
            output.Line(resumeMessage);
        foreach (var line in _setup.ShowsPlan ? _shelf.Plan(Endpoint).Lines() : [])
            output.Line(line);
        ContactFailure = await FirstContact.MakeAsync(_engine.Channel, Context, Settings, cancellationToken);
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
            Select(finding.Requirement.Category);
    }

    private Task<Finding> JudgeForGate(RequirementCheck check) => ContactFailure is { } failure
        ? Task.FromResult(NotRun(check.Requirement, check.Mode.ToString(), failure))
        : _judge.JudgeAsync(check);

    private static Finding NotRun(Requirement requirement, string mode, ContactFailure failure) =>
        new() { Requirement = requirement, Mode = mode, Status = FindingStatus.NotRun, Actual = $"the run ended at first contact: {failure.Sentence}" };

    private Task<BenchmarkOutcome> RunPreparedAsync(Benchmark benchmark, bool goesFirst)
    {
        Select(benchmark.Category);
        return ContactFailure is { } failure
            ? Task.FromResult(new BenchmarkOutcome(null, failure.Sentence))
            : _desk.RunAsync(benchmark, goesFirst);
    }

    private void Select(string category)
    {
        lock (_lock)
            _selected.Add(category);
    }

    private void Snapshot()
    {
        lock (_lock)
        {
            if (_outcome is not null)
                return;
        }

        Write();
    }

    private RunOutcome Write()
    {
        HashSet<string> selected;
        lock (_lock)
            selected = [.. _selected];
        var findings = ContactFailure is { } contact
            ? [.. Registry.Checks.Select(c => NotRun(c.Requirement, c.Mode.ToString(), contact))]
            : _judge.Findings.Concat(_alwaysOn.JudgeAll()).ToList();
        var unfinished = _judge.Progress.Started - _judge.Progress.Ended;
        var endedEarly = _endedEarly ?? (unfinished > 0 ? $"{unfinished} checks have not ended" : null);
        var benchmarks = _desk.Results;
        var blocked = _desk.Blocked;
        var part = Settings.Shard is { } shard ? $"this is shard {shard} of the trials: `kvv merge` joins the shards and judges" : null;
        var verdict = ContactFailure is { } ended
            ? new Verdict(ended.Verdict, [ended.Sentence])
            : VerdictRule.Judge(new(selected, findings, benchmarks, blocked, endedEarly ?? part), Settings.UndecidedIs);
        var evidence = new DiagnosisInput(findings, _ledger.Kinds(), benchmarks, ContactFailure?.Faults ?? []);
        var document = ResultBuilder.Build(new(_record, Settings, Endpoint, Profile.Name, verdict, Gate.Settled?.Reason, findings, benchmarks, Faults, _diagnostician.Diagnose(evidence), _engine.Usage.Current));
        _directory.Write("result.json", document.ToJson());
        if (_setup.WritesReports)
        {
            foreach (var problem in ReportWriter.WriteAll(_directory, document, benchmarks, ended: _record.FinishedAt is not null || _endedEarly is not null))
                _setup.Output.Line(problem);
        }

        return new(verdict, document, [.. ClosingSummary.Lines(document, _directory.Path).Select(_directory.Redactor.Redact)])
        {
            Evidence = evidence,
            IsCompleteShard = part is not null && endedEarly is null && blocked.Count == 0 && verdict.Kind == VerdictKind.Undecided
                && findings.All(f => !f.IsDecisiveDoubt) && benchmarks.All(b => !InfrastructureRule.IsBroken(b.Trials, Settings.MaxInfrastructureRate)),
        };
    }
}
