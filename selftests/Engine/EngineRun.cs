using System.Text.Json.Nodes;
using Kvv.Conformance;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scorers;
using Kvv.SelfTests.Session;
using Kvv.Wire;

namespace Kvv.SelfTests.Engine;

/// <summary>A run of one benchmark of words against an endpoint, without pre-verification: what the engine does with trials.</summary>
internal sealed class EngineRun : IAsyncDisposable
{
    private EngineRun(ConformanceSession session, RecordedOutput output)
    {
        Session = session;
        Output = output;
    }

    public ConformanceSession Session { get; }

    public RecordedOutput Output { get; }

    /// <summary>Opens a run; the same folder continues what is unfinished there.</summary>
    public static async Task<EngineRun> StartAsync(Uri endpoint, string runs, TimeProvider? clock = null, Func<SessionSetup, SessionSetup>? change = null, params (string Variable, string Value)[] settings)
    {
        var output = new RecordedOutput();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KVV_BASE_URL"] = endpoint.ToString(),
            ["KVV_MODEL"] = "kimi",
            ["KVV_RUN_DIRECTORY"] = runs,
            ["KVV_SEED"] = "20260801",
        };
        foreach (var (variable, value) in settings)
            environment[variable] = value;
        var setup = new SessionSetup
        {
            Settings = new SettingsReader(new Dictionary<string, string>(), environment, RepositoryRoot.Path).Read(),
            FixturesFolder = Path.Combine(RepositoryRoot.Path, "fixtures"),
            // An assembly without checks: the gate opens at once.
            Checks = typeof(ChatRequest).Assembly,
            StartEmbeddedEndpoint = (_, _) => throw new InvalidOperationException("No embedded endpoint here."),
            Output = output,
            WritesReports = false,
            Clock = clock ?? TimeProvider.System,
            IsInCi = false,
            ShowsPlan = false,
        };
        return new(await ConformanceSession.StartAsync(change is null ? setup : change(setup), CancellationToken.None), output);
    }

    /// <summary>A benchmark of words to repeat.</summary>
    public Benchmark Words(int items, Func<IStopRule>? rule = null) => new()
    {
        Id = "words",
        Category = Category.Reasoning,
        Dataset = new("words", "1", [.. Enumerable.Range(0, items).Select(i => new Sample($"item{i}", new JsonObject { ["kind"] = "exact", ["answer"] = $"item{i}" }))]),
        Play = WordPlay(sample => sample.Text("answer")),
        Judge = new AccuracyJudge(new(0.9, 0.5, false, "test")),
        StopRule = rule,
    };

    /// <summary>Asks for a word of each item.</summary>
    public ITrialPlay WordPlay(Func<Sample, string> asked) => new SingleRequestPlay(
        sample => Session.Context.BenchmarkRequest(new JsonArray(Probe.UserTurn($"Reply with only the word {asked(sample)}.")), Session.Profile.Benchmarks["basics"].Decoding), new ShortAnswerScorer());

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}

/// <summary>A folder of run folders, removed at the end.</summary>
internal sealed class RunsFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kvv-runs-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
