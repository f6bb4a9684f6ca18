using System.Text.Json.Nodes;
using Kvv.Evaluation.Datasets;

namespace Kvv.SelfTests.Datasets;

/// <summary>A data set directory, a catalogue of one data set and the means to fetch it; waits are noted, not waited.</summary>
internal sealed class PullScene : IDisposable
{
    public const string Name = "set";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("kvv-selftest-");

    public string DataDirectory => Path.Combine(_root.FullName, "data");

    public string Folder => Path.Combine(DataDirectory, Name);

    public List<TimeSpan> Waits { get; } = [];

    public List<string> Reports { get; } = [];

    public JsonObject Description { get; } = new()
    {
        ["name"] = Name,
        ["title"] = "The Set",
        ["homepage"] = "https://example.com/set",
        ["licence"] = "MIT",
        ["items"] = 1,
        ["columns"] = new JsonArray(new JsonObject { ["name"] = "question", ["type"] = "text" }),
    };

    /// <summary>The rows of a stand-in viewer as the source.</summary>
    public static PullScene Of(Viewer viewer, string? revision = null, params string[] images)
    {
        var scene = new PullScene();
        scene.Description["items"] = viewer.Rows.Count;
        scene.Description["idColumn"] = "id";
        scene.Description["source"] = new JsonObject { ["kind"] = "viewer", ["dataset"] = Viewer.Dataset, ["config"] = Viewer.Config, ["split"] = Viewer.Split, ["revision"] = revision };
        foreach (var image in images)
            ((JsonArray)scene.Description["columns"]!).Add(new JsonObject { ["name"] = image, ["type"] = "image", ["optional"] = true });
        return scene;
    }

    public DatasetStore Store()
    {
        var fixtures = _root.CreateSubdirectory("datasets").FullName;
        File.WriteAllText(Path.Combine(fixtures, $"{Name}.json"), Description.ToJsonString());
        return new(DataDirectory, DatasetCatalogue.Load(fixtures));
    }

    public PullOptions Options(Uri viewer) => new()
    {
        Viewer = viewer,
        MaxAttempts = 3,
        Report = Reports.Add,
        Wait = (wait, _) =>
        {
            Waits.Add(wait);
            return Task.CompletedTask;
        },
    };

    public Task<PullOutcome> PullAsync(Viewer viewer, Func<PullOptions, PullOptions>? change = null) => PullAsync(viewer.Server.Address, change);

    public async Task<PullOutcome> PullAsync(Uri viewer, Func<PullOptions, PullOptions>? change = null)
    {
        var options = Options(viewer);
        return await new DatasetPull(Store(), change?.Invoke(options) ?? options).RunAsync(Name);
    }

    /// <summary>Pulls, and returns the message of the refusal.</summary>
    public async Task<string> RefusedAsync(Uri viewer, Func<PullOptions, PullOptions>? change = null)
    {
        try
        {
            await PullAsync(viewer, change);
        }
        catch (DatasetException e)
        {
            return e.Message;
        }

        throw new NUnit.Framework.AssertionException("The pull was not refused.");
    }

    public void Dispose() => _root.Delete(recursive: true);
}
