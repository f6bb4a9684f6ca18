using Kvv.Conformance.Baselines;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Benchmarks.Reasoning;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.ReferenceVendor;
using Kvv.Wire;
using Kvv.Wire.Detection;

namespace Kvv.SelfTests.Reasoning;

/// <summary>
/// One reasoning benchmark on an embedded endpoint with chosen faults, without session and gate: pre-verification would catch
/// many of these faults first, and here the benchmark itself is to catch them.
/// </summary>
internal sealed record ReasoningRun
{
    public string Profile { get; init; } = "kimi-k2.6";

    public string Faults { get; init; } = "";

    public Tier Tier { get; init; } = Tier.Smoke;

    public ulong Seed { get; init; } = 20_260_801;

    public double Skill { get; init; } = 1;

    public int Concurrency { get; init; } = 8;

    public string Datasets { get; init; } = "";

    /// <summary>The journal, when a run is to be continued; otherwise one of its own that is deleted.</summary>
    public string? Journal { get; init; }

    /// <summary>Ends the run after so many trials, as a killed process would.</summary>
    public int? KilledAfter { get; init; }

    /// <summary>Changes what was prepared before it runs.</summary>
    public Func<Benchmark, Benchmark> Alter { get; init; } = b => b;

    private static string Fixtures => Path.Combine(RepositoryRoot.Path, "fixtures");

    private string ProfilePath => Path.Combine(Fixtures, "models", $"{Profile}.json");

    /// <summary>Folder of recorded baselines.</summary>
    public string Baselines { get; init; } = "";

    /// <summary>A profile other than that of the fixtures, as a file.</summary>
    public string? ProfileFile { get; init; }

    private ModelProfile Contract => new ProfileStore(Path.Combine(Fixtures, "models")).Load(ProfileFile ?? Profile);

    /// <summary>The settings of the run.</summary>
    public ConformanceSettings Settings
    {
        get
        {
            var variables = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["KVV_PROFILE"] = Profile,
                ["KVV_TIER"] = Tier.ToString().ToLowerInvariant(),
                ["KVV_SEED"] = $"{Seed}",
            };
            if (Datasets.Length > 0)
                variables["KVV_DATASETS"] = Datasets;
            if (Baselines.Length > 0)
                variables["KVV_BASELINES"] = Baselines;
            return new SettingsReader(new Dictionary<string, string>(), variables, RepositoryRoot.Path).Read();
        }
    }

    /// <summary>What the benchmark is made from.</summary>
    public BenchmarkContext Context
    {
        get
        {
            var profile = Contract;
            return new(new(profile, Profile, profile.Dialect, Seed, HasKey: false) { Tier = Tier }, Settings, Fixtures);
        }
    }

    /// <summary>What the registry prepares for these settings, held against a baseline where there is one.</summary>
    public Preparation Prepare(string benchmark)
    {
        var context = Context;
        return BaselineFolder.Attached(BenchmarkRegistry.Get(benchmark).Prepare(context), context);
    }

    /// <summary>Measures a benchmark as <c>kvv baseline record</c> does, and leaves the file in a folder.</summary>
    public async Task<BaselineFile> RecordAsync(string benchmark, string folder, int? tries = null)
    {
        var result = await (this with { Alter = b => BaselineRecording.Measured(b, tries) }).OfAsync(benchmark);
        var baseline = BaselineRecording.From(result, Context.Probes, Settings with { BaseUrl = new("http://official.example/v1") }, DateTimeOffset.UnixEpoch);
        await File.WriteAllTextAsync(Path.Combine(folder, baseline.FileName), baseline.ToJson());
        return baseline;
    }

    public async Task<BenchmarkResult> OfAsync(string id)
    {
        var benchmark = Alter(Prepare(id) is Preparation.Ready ready ? ready.Benchmark : throw new InvalidOperationException($"{id} is not ready: {Prepare(id)}"));
        var profile = Contract;
        var format = new ChatFormat(profile.ChatFormat.ControlStrings, profile.ChatFormat.ThinkTags);
        await using var endpoint = await ReferenceEndpoint.StartAsync(new()
        {
            ProfilePath = ProfilePath,
            AnswerKeyFolders = [Path.Combine(Fixtures, "reasoning")],
            Answers = DrawnAnswers.For(Seed),
            Faults = Faults,
            Seed = Seed,
            Skill = Skill,
        });
        using var transport = new ChatTransport(new EndpointOptions { BaseUrl = endpoint.BaseUrl }, TimeProvider.System, new Random(1));
        using var slots = new RequestSlots(Concurrency);
        using var trialSlots = new RequestSlots(Concurrency);
        using var stop = new CancellationTokenSource();
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            using var journal = TrialJournal.Open(Journal ?? Path.Combine(folder, "journal.jsonl"), text => text);
            var progress = new Killer(KilledAfter ?? int.MaxValue, stop);
            var run = await new TrialScheduler(trialSlots, SendAsync).RunAsync(benchmark, journal, new() { Progress = progress }, stop.Token);
            return new()
            {
                Benchmark = benchmark,
                Trials = run.Trials,
                StopReason = run.StopReason,
                Metrics = benchmark.Judge.Judge(run.Trials),
                Attachments = [.. (benchmark.Attachments?.Invoke(run.Trials) ?? []).Select(a => a.Name)],
            };
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task<Exchange> SendAsync(ChatRequest request, string origin, CancellationToken cancellationToken)
        {
            using var slot = await slots.TakeAsync(cancellationToken);
            var exchange = await transport.SendAsync(request, new ExchangeLimits { Total = TimeSpan.FromMinutes(2), Idle = TimeSpan.FromMinutes(2), MaxAttempts = 1 }, cancellationToken);
            return exchange.Reply is { } reply
                ? exchange with { Anomalies = [.. exchange.Anomalies, .. DetectorSet.Default.Inspect(new Inspection(request, reply, request.IsStreamed, format))] }
                : exchange;
        }
    }

    private sealed class Killer(int after, CancellationTokenSource stop) : IProgress<TrialRecord>
    {
        private int _seen;

        public void Report(TrialRecord value)
        {
            if (Interlocked.Increment(ref _seen) == after)
                stop.Cancel();
        }
    }
}

/// <summary>What a result says, for assertions.</summary>
internal static class ReasoningResult
{
    /// <summary>The figures in one line each, for the message of an assertion.</summary>
    public static string Figures(this BenchmarkResult result) =>
        string.Join('\n', result.Metrics.Select(m => $"{result.Benchmark.Id} {m.Name} {m.Value:0.000} {m.Status}: {m.Explanation} [{string.Join(", ", m.Faults)}]"));

    /// <summary>The faults that failing figures name first.</summary>
    public static IReadOnlyList<string> Named(this BenchmarkResult result) =>
        [.. result.Metrics.Where(m => m.Status == MetricStatus.Fail).SelectMany(m => m.Faults.Take(3)).Distinct()];
}
