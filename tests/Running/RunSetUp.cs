using System.Runtime.InteropServices;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Reports.Machine;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Tests.Running;
using Kvv.Conformance.Verdicts;
using NUnit.Framework.Internal;

#pragma warning disable CA1050 // A set-up fixture without a namespace is what stands around every test of an assembly.

/// <summary>Opens the run before the first test and closes it after the last: the verdict, not the tests' own counts, decides the exit code.</summary>
[SetUpFixture]
public sealed class RunSetUp : IDisposable
{
    private static ConformanceSession? _session;
    private readonly List<PosixSignalRegistration> _signals = [];
    private string? _startFailure;

    /// <summary>The session of this run.</summary>
    public static ConformanceSession Session => _session ?? throw new InvalidOperationException("The run has not been opened.");

    [OneTimeSetUp]
    public async Task Open()
    {
        // A stopped run leaves a readable folder: what is known is written before the process goes.
        // The runner may take the process down before a signal is handled here, so its exit is listened to as well.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => _session?.Stop("the process ended");
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            _signals.Add(PosixSignalRegistration.Create(signal, context => _session?.Stop($"signal {context.Signal}")));
        try
        {
            var root = RepositoryRoot.Path;
            var parameters = TestContext.Parameters.Names.ToDictionary(n => n, n => TestContext.Parameters[n] ?? "", StringComparer.Ordinal);
            var settings = new SettingsReader(parameters, SettingsReader.ProcessEnvironment(), root).Read();
            _session = await ConformanceSession.StartAsync(
                new SessionSetup
                {
                    Settings = settings,
                    FixturesFolder = Path.Combine(root, "fixtures"),
                    Checks = typeof(RunSetUp).Assembly,
                    StartEmbeddedEndpoint = EmbeddedEndpoint.StartAsync,
                    Output = ConsoleOutput.Instance,
                },
                CancellationToken.None);
            if (_session.ContactFailure is not null)
                StopTheRunner();
        }
        catch (Exception e) when (IsForTheUser(e))
        {
            // A mistake in the settings or the fixtures: one clear message, no trace, and no test runs.
            _startFailure = e.Message;
            ConsoleOutput.Instance.Line($"STOPPED: {e.Message}");
            StopTheRunner();
        }
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        if (_startFailure is not null)
            throw new RunException($"The run did not start: {_startFailure}");
        if (_session is null)
            return;
        TestTreeRecord.Write(Session);
        var outcome = Session.Complete();
        await Session.DisposeAsync();
        foreach (var line in outcome.Summary)
            ConsoleOutput.Instance.Line(line);
        CiOutputs.Publish(Session.RunFolder, SettingsReader.ProcessEnvironment(), ConsoleOutput.Instance);
        await OtlpExport.SendAsync(Session.RunFolder, SettingsReader.ProcessEnvironment(), ConsoleOutput.Instance);
        if (outcome.Verdict.Kind != VerdictKind.Conforms && !outcome.IsCompleteShard)
            throw new RunException(Verdict(outcome));
    }

    // The same words as the line that ends the console's summary.
    private static string Verdict(RunOutcome outcome) =>
        string.Join(' ', outcome.Summary.Last(l => l.StartsWith("Verdict ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
    }

    // No test starts: a line for each of them would bury the one that matters. The tear-down still runs and sets the exit code.
    private static void StopTheRunner() => TestExecutionContext.CurrentContext.ExecutionStatus = TestExecutionStatus.StopRequested;

    private static bool IsForTheUser(Exception e) =>
        e is SettingsException or ProfileException or UnknownProfileException or FaultCatalogueException or UnknownFaultException
            or InvalidDataException or IOException or ArgumentException;

    /// <summary>Fails the run with a message alone: a trace through the test runner says nothing to the user.</summary>
    private sealed class RunException(string message) : Exception(message)
    {
        public override string? StackTrace => null;
    }
}
