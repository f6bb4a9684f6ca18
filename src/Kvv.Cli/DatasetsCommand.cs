using System.CommandLine;
using System.Globalization;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Datasets;

namespace Kvv.Cli;

/// <summary><c>kvv datasets</c>: the public data sets that benchmarks use, on this machine.</summary>
internal static class DatasetsCommand
{
    private const string All = "all";

    public static Command Create() => new("datasets", "Fetch, list and verify the public data sets that benchmarks use.") { Pull(), List(), Verify() };

    private static Command Pull()
    {
        var name = new Argument<string>("name") { Description = $"A data set's name, or {All}." };
        var (directory, fixtures) = Places();
        var viewer = new Option<string>("--viewer") { Description = "Address of the dataset viewer.", DefaultValueFactory = _ => new PullOptions().Viewer.ToString() };
        var again = new Option<bool>("--again") { Description = "Fetch although the data set is here; it must still be what was recorded." };
        var accept = new Option<bool>("--accept-change") { Description = "Take a revision or hash other than the pinned or recorded one." };
        var command = new Command("pull", "Fetch a data set; after an interruption the same command goes on. HF_TOKEN is sent to Hugging Face when it is set.") { name, directory, fixtures, viewer, again, accept };
        command.SetAction((parsed, cancellationToken) => Guarded(parsed, async () =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var store = Store(parsed.GetValue(directory), parsed.GetValue(fixtures));
            var options = new PullOptions
            {
                Viewer = Uri.TryCreate(parsed.GetValue(viewer)!.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
                    ? address
                    : throw new DatasetException($"--viewer \"{parsed.GetValue(viewer)}\" is no http(s) address."),
                Token = Environment.GetEnvironmentVariable("HF_TOKEN") is { Length: > 0 } token ? token.Trim() : null,
                Again = parsed.GetValue(again),
                AcceptChange = parsed.GetValue(accept),
                Report = output.WriteLine,
            };
            return await PullAsync(store, options, parsed.GetValue(name)!, output, parsed.InvocationConfiguration.Error, cancellationToken);
        }));
        return command;
    }

    /// <summary>One data set that fails does not keep the others from being fetched.</summary>
    private static async Task<int> PullAsync(DatasetStore store, PullOptions options, string name, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var failed = 0;
        foreach (var wanted in Names(store, name))
        {
            try
            {
                var outcome = await new DatasetPull(store, options).RunAsync(wanted, cancellationToken);
                await output.WriteLineAsync(outcome switch
                {
                    PullOutcome.Here => $"{wanted}: here already, and whole.",
                    PullOutcome.Own => $"{wanted}: {store.FolderOf(wanted)} holds files of your own; they are used as they are.",
                    _ => $"{wanted}: done.",
                });
            }
            catch (DatasetException e)
            {
                failed++;
                await error.WriteLineAsync($"{wanted}: {e.Message}");
            }
        }

        return failed == 0 ? 0 : 1;
    }

    private static Command List()
    {
        var (directory, fixtures) = Places();
        var command = new Command("list", "Show which data sets there are and which are here.") { directory, fixtures };
        command.SetAction((parsed, _) => Guarded(parsed, async () =>
        {
            var store = Store(parsed.GetValue(directory), parsed.GetValue(fixtures));
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync($"Directory  {store.Directory}");
            foreach (var description in store.Catalogue.All)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{description.Name,-20} {State(store, description.Name),-32} {description.Items,6} items  {description.Title}; licence: {description.Licence}"));
            return 0;
        }));
        return command;
    }

    private static Command Verify()
    {
        var name = new Argument<string>("name") { Description = $"A data set's name, or {All} for every one that is here.", DefaultValueFactory = _ => All };
        var (directory, fixtures) = Places();
        var command = new Command("verify", "Read every file and picture of a data set and hold it against the record of its pull.") { name, directory, fixtures };
        command.SetAction((parsed, _) => Guarded(parsed, async () =>
        {
            var store = Store(parsed.GetValue(directory), parsed.GetValue(fixtures));
            var given = parsed.GetValue(name)!;
            var output = parsed.InvocationConfiguration.Output;
            var broken = false;
            var wantedNames = Names(store, given).Where(n => given != All || store.StateOf(n) is DatasetState.Pulled or DatasetState.Own).ToList();
            if (wantedNames.Count == 0)
                await output.WriteLineAsync($"No data set is in {store.Directory}. Get one with `kvv datasets pull NAME`.");
            foreach (var wanted in wantedNames)
            {
                var faults = DatasetVerifier.Verify(store, wanted);
                broken |= faults.Count > 0;
                await output.WriteLineAsync(faults.Count == 0 ? $"{wanted}: whole, {State(store, wanted)}" : string.Join('\n', faults.Select(f => $"{wanted}: {f}")));
            }

            return broken ? 1 : 0;
        }));
        return command;
    }

    private static string State(DatasetStore store, string name) => store.StateOf(name) switch
    {
        DatasetState.Pulled => $"pulled, {(store.ManifestOf(name) is { Revision: { } revision } ? $"revision {revision[..Math.Min(12, revision.Length)]}" : "pinned by hash")}",
        DatasetState.Own => "your own files",
        DatasetState.Partial => "partly fetched",
        _ => "not here",
    };

    private static IEnumerable<string> Names(DatasetStore store, string given) =>
        given == All ? store.Catalogue.All.Select(d => d.Name) : [store.Catalogue.Find(given).Name];

    private static (Option<string?> Directory, Option<string?> Fixtures) Places() => (
        new("--directory") { Description = "The data set directory; the setting DatasetDirectory (KVV_DATASETS) when left out." },
        new("--fixtures") { Description = "The fixtures folder; found from the working directory upwards when left out." });

    private static DatasetStore Store(string? directory, string? fixtures)
    {
        var folder = FixturesFolder.Find(fixtures);
        var settings = new SettingsReader(new Dictionary<string, string>(), SettingsReader.ProcessEnvironment(), Path.GetDirectoryName(folder)!);
        return DatasetStore.For(directory ?? settings.Read().DatasetDirectory, folder);
    }

    private static async Task<int> Guarded(ParseResult parsed, Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is DatasetException or SettingsException or IOException or UnauthorizedAccessException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Stopped. What is here already is kept: run the same command again to go on.");
            return 1;
        }
    }
}
