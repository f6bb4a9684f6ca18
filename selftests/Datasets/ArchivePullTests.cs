using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Datasets;
using NUnit.Framework;

namespace Kvv.SelfTests.Datasets;

/// <summary>Files out of a tar.gz; an archive that tries to leave its folder is refused as a whole.</summary>
[TestFixture]
public sealed class ArchivePullTests
{
    private const string Samples = "{\"question\":\"one\"}\n{\"question\":\"two\"}\n";
    private const string Results = "{\"data_index\":1,\"finish_reason\":\"stop\"}\n";

    private static byte[] Archive(params TarEntry[] entries)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            foreach (var entry in entries)
                tar.WriteEntry(entry);
        }

        return memory.ToArray();
    }

    private static PaxTarEntry File(string name, string text) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) };

    private static PullScene SceneOf(LocalServer server)
    {
        var scene = new PullScene();
        scene.Description["items"] = 2;
        scene.Description["itemsFile"] = "samples.jsonl";
        scene.Description["source"] = new JsonObject
        {
            ["kind"] = "archive",
            ["url"] = new Uri(server.Address, "tool-calls.tar.gz").ToString(),
            ["entries"] = new JsonArray("samples.jsonl", "official_results.jsonl"),
        };
        return scene;
    }

    private static Task<LocalServer> ServeAsync(byte[] archive) => LocalServer.StartAsync(async context => await context.Response.Body.WriteAsync(archive));

    [Test]
    public async Task WantedFilesAreTakenOutWhereverTheyLie()
    {
        await using var server = await ServeAsync(Archive(new PaxTarEntry(TarEntryType.Directory, "tool-calls/"), File("tool-calls/._samples.jsonl", "junk"), File("tool-calls/samples.jsonl", Samples), File("tool-calls/official_results.jsonl", Results), File("tool-calls/README.md", "hello")));
        using var scene = SceneOf(server);
        await scene.PullAsync(server.Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Store().Open(PullScene.Name).Samples.Select(s => s.Text("question")), Is.EqualTo(new[] { "one", "two" }));
            Assert.That((int?)scene.Store().ReadLines(PullScene.Name, "official_results.jsonl").Single()["data_index"], Is.EqualTo(1));
            Assert.That(Directory.EnumerateFiles(scene.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "dataset.json", "samples.jsonl", "official_results.jsonl" }));
            Assert.That(scene.Store().ManifestOf(PullScene.Name)!.ArchiveSha256, Has.Length.EqualTo(64));
        }
    }

    private static IEnumerable<TestCaseData> DangerousEntries()
    {
        yield return new TestCaseData(File("../samples.jsonl", Samples)).SetArgDisplayNames("a path upwards");
        yield return new TestCaseData(File("tool-calls/../../samples.jsonl", Samples)).SetArgDisplayNames("a path upwards in the middle");
        yield return new TestCaseData(File("/tmp/samples.jsonl", Samples)).SetArgDisplayNames("an absolute path");
        yield return new TestCaseData(File("..\\samples.jsonl", Samples)).SetArgDisplayNames("a path upwards with backslashes");
        yield return new TestCaseData(File("C:/samples.jsonl", Samples)).SetArgDisplayNames("a drive");
        yield return new TestCaseData(new PaxTarEntry(TarEntryType.SymbolicLink, "samples.jsonl") { LinkName = "/etc/passwd" }).SetArgDisplayNames("a symbolic link");
        yield return new TestCaseData(new PaxTarEntry(TarEntryType.HardLink, "samples.jsonl") { LinkName = "other" }).SetArgDisplayNames("a hard link");
    }

    [TestCaseSource(nameof(DangerousEntries))]
    public async Task ArchiveThatLeavesItsFolderIsRefused(TarEntry entry)
    {
        await using var server = await ServeAsync(Archive(entry, File("samples.jsonl", Samples), File("official_results.jsonl", Results)));
        using var scene = SceneOf(server);
        var before = Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(scene.DataDirectory)!).Count();
        var message = await scene.RefusedAsync(server.Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.Contain("not to be trusted").And.Contain(entry.Name));
            Assert.That(Directory.EnumerateFiles(scene.DataDirectory, "*.jsonl", SearchOption.AllDirectories), Is.Empty);
            Assert.That(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(scene.DataDirectory)!).Count(), Is.EqualTo(before + 2), "only the data and the descriptions");
        }
    }

    [Test]
    public async Task MissingFileIsNamedWithWhatIsThere()
    {
        await using var server = await ServeAsync(Archive(File("samples.jsonl", Samples), File("other_results.jsonl", Results)));
        using var scene = SceneOf(server);
        Assert.That(await scene.RefusedAsync(server.Address), Does.Contain("no official_results.jsonl").And.Contain("other_results.jsonl"));
    }

    [Test]
    public async Task FileThatIsThereTwiceIsRefused()
    {
        await using var server = await ServeAsync(Archive(File("a/samples.jsonl", Samples), File("b/samples.jsonl", Samples), File("official_results.jsonl", Results)));
        using var scene = SceneOf(server);
        Assert.That(await scene.RefusedAsync(server.Address), Does.Contain("twice").And.Contain("a/samples.jsonl").And.Contain("b/samples.jsonl"));
    }

    [Test]
    public async Task DamagedArchiveIsThrownAway()
    {
        var archive = Archive(File("samples.jsonl", Samples), File("official_results.jsonl", Results));
        await using var server = await ServeAsync(archive[..^40]);
        using var scene = SceneOf(server);
        Assert.That(await scene.RefusedAsync(server.Address), Does.Contain("no readable tar.gz"));
        await using var repaired = await ServeAsync(archive);
        scene.Description["source"]!["url"] = new Uri(repaired.Address, "tool-calls.tar.gz").ToString();
        Assert.That(await scene.PullAsync(repaired.Address), Is.EqualTo(PullOutcome.Pulled));
    }

    [Test]
    public async Task OtherArchiveThanTheRecordedOneIsRefused()
    {
        var archive = Archive(File("samples.jsonl", Samples), File("official_results.jsonl", Results));
        await using var server = await LocalServer.StartAsync(async context => await context.Response.Body.WriteAsync(archive));
        using var scene = SceneOf(server);
        await scene.PullAsync(server.Address);
        archive = Archive(File("samples.jsonl", Samples), File("official_results.jsonl", Results + Results));
        Assert.That(await scene.RefusedAsync(server.Address, o => o with { Again = true }), Does.Contain("was expected").And.Contain("tool-calls.tar.gz"));
        Assert.That(scene.Store().ReadLines(PullScene.Name, "official_results.jsonl"), Has.Count.EqualTo(1), "the old one must stay");
    }
}
