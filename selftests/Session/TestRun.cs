using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Tests.Running;
using NUnit.Framework;

namespace Kvv.SelfTests.Session;

/// <summary>A whole conformance run inside this process, with the product's own checks and no test runner.</summary>
internal sealed class TestRun : IAsyncDisposable
{
    private readonly string _folder;

    private TestRun(ConformanceSession session, string folder, RecordedOutput output)
    {
        Session = session;
        _folder = folder;
        Output = output;
    }

    public ConformanceSession Session { get; }

    public RecordedOutput Output { get; }

    /// <summary>Opens a run with settings as a user would give them; a run folder of its own is added.</summary>
    public static Task<TestRun> StartAsync(params (string Variable, string Value)[] environment) => StartAsync(writesReports: false, [], environment);

    /// <summary>As above, with the reports for people at the end of the run.</summary>
    public static Task<TestRun> StartWithReportsAsync(params (string Variable, string Value)[] environment) => StartAsync(writesReports: true, [], environment);

    /// <summary>As above, without reports and with nobody looking for some kinds of anomaly.</summary>
    public static Task<TestRun> StartDeafAsync(IReadOnlyCollection<string> unheard, (string Variable, string Value)[] environment) => StartAsync(writesReports: false, unheard, environment);

    private static async Task<TestRun> StartAsync(bool writesReports, IReadOnlyCollection<string> unheard, (string Variable, string Value)[] environment)
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        var variables = environment.ToDictionary(e => e.Variable, e => e.Value, StringComparer.Ordinal);
        variables.TryAdd("KVV_RUN_DIRECTORY", folder);
        // A test repeats itself; one of drawn seeds sets the variable to nothing.
        variables.TryAdd("KVV_SEED", $"{ConformanceSettings.DefaultSeed}");
        var settings = new SettingsReader(new Dictionary<string, string>(), variables, RepositoryRoot.Path).Read();
        var output = new RecordedOutput();
        var session = await ConformanceSession.StartAsync(
            new SessionSetup
            {
                Settings = settings,
                FixturesFolder = Path.Combine(RepositoryRoot.Path, "fixtures"),
                Checks = typeof(RequirementAttribute).Assembly,
                StartEmbeddedEndpoint = EmbeddedEndpoint.StartAsync,
                Output = output,
                WritesReports = writesReports,
                UnheardAnomalies = unheard,
            },
            CancellationToken.None);
        return new(session, folder, output);
    }

    /// <summary>Judges every requirement of pre-verification and closes the run.</summary>
    public async Task<RunOutcome> PreVerifyAsync()
    {
        await Task.WhenAll(Session.Registry.Checks.Select(Session.JudgeAsync));
        // A bug of the suite is shown with its trace: the folder is gone after the test.
        foreach (var trace in Directory.EnumerateFiles(Session.RunFolder, "trace.txt", SearchOption.AllDirectories))
            await TestContext.Out.WriteLineAsync($"{trace}:\n{await File.ReadAllTextAsync(trace)}");
        return Session.Complete();
    }

    /// <summary>The folder of run folders.</summary>
    public string RunsFolder => _folder;

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Keeps the lines that a user would see.</summary>
internal sealed class RecordedOutput : IRunOutput
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Fits, TaskCompletionSource Seen)> _awaited = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    /// <summary>Waits until a line that fits has been shown.</summary>
    public Task SeenAsync(Func<string, bool> fits)
    {
        lock (_gate)
        {
            if (_lines.Exists(l => fits(l)))
                return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((fits, seen));
            return seen.Task;
        }
    }

    public void Line(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            foreach (var (_, seen) in _awaited.Where(a => a.Fits(line)))
                seen.TrySetResult();
        }
    }
}
