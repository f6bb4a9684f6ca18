using System.Text.Json.Nodes;
using Kvv.Conformance.PromptTokens;
using Kvv.Evaluation.Datasets;
using NUnit.Framework;

namespace Kvv.SelfTests.Datasets;

/// <summary>What is read from the disk, and what is said when it is not there or not right.</summary>
[TestFixture]
public sealed class DatasetStoreTests
{
    private static PullScene Scene()
    {
        var scene = new PullScene();
        scene.Description["idColumn"] = "id";
        scene.Description["source"] = new JsonObject { ["kind"] = "viewer", ["dataset"] = "a/b", ["config"] = "default", ["split"] = "test" };
        Directory.CreateDirectory(scene.Folder);
        return scene;
    }

    [Test]
    public void MissingDataSetNamesTheCommandThatGetsIt()
    {
        using var scene = Scene();
        var e = Assert.Throws<DatasetMissingException>(() => scene.Store().Open(PullScene.Name));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(e.Name, Is.EqualTo(PullScene.Name));
            Assert.That(e.Message, Does.Contain("kvv datasets pull set").And.Contain(scene.Folder).And.Contain("items.jsonl"));
        }
    }

    [Test]
    public void UnknownNameListsTheKnownOnes()
    {
        using var scene = Scene();
        Assert.That(() => scene.Store().Open("sett"), Throws.TypeOf<DatasetException>().With.Message.Contains("Known: set"));
    }

    [Test]
    public void FolderOfTheUsersOwnIsRead()
    {
        using var scene = Scene();
        File.WriteAllText(Path.Combine(scene.Folder, "items.jsonl"), "{\"id\":\"a\",\"question\":\"x\"}\n\n{\"id\":7,\"question\":\"y\"}\n{\"id\":\"a\",\"question\":\"z\"}");
        var dataset = scene.Store().Open(PullScene.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.Samples.Select(s => s.Id), Is.EqualTo(new[] { "a", "7", "a#2" }));
            Assert.That(dataset.Revision, Does.Match("^sha256:[0-9a-f]{16}$"));
            Assert.That(scene.Store().StateOf(PullScene.Name), Is.EqualTo(DatasetState.Own));
        }
    }

    [TestCase("{\"id\":\"a\"}\nnot json\n", "items.jsonl:2")]
    [TestCase("[]\n", "items.jsonl:1")]
    [TestCase("{\"question\":\"x\"}\n", "no \"id\"")]
    [TestCase("\n", "no items")]
    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "large-file pointer")]
    public void MalformedFileIsNamedWithItsLine(string text, string named)
    {
        using var scene = Scene();
        File.WriteAllText(Path.Combine(scene.Folder, "items.jsonl"), text);
        Assert.That(() => scene.Store().Open(PullScene.Name), Throws.TypeOf<DatasetException>().With.Message.Contains(named));
    }

    [Test]
    public async Task FileEditedAfterThePullIsRefused()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer);
        var path = Path.Combine(scene.Folder, "items.jsonl");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path)).Replace("1.5", "2.5", StringComparison.Ordinal));
        Assert.That(() => scene.Store().Open(PullScene.Name), Throws.TypeOf<DatasetException>().With.Message.Contains(path).And.Message.Contains("--again"));
    }

    [Test]
    public void RecordOfAnotherFormIsRefused()
    {
        using var scene = Scene();
        File.WriteAllText(Path.Combine(scene.Folder, "items.jsonl"), "{\"id\":\"a\",\"question\":\"x\"}\n");
        File.WriteAllText(Path.Combine(scene.Folder, "dataset.json"), """{"format":"kvv-dataset/9","name":"set","source":"","pulledAt":"2026-01-01T00:00:00Z","items":1,"files":[]}""");
        Assert.That(() => scene.Store().Open(PullScene.Name), Throws.TypeOf<DatasetException>().With.Message.Contains("kvv-dataset/9"));
    }

    [TestCase("../../../etc/passwd")]
    [TestCase("ABCDEF")]
    public void TextThatIsNoHashReadsNoFile(string hash)
    {
        using var scene = Scene();
        Assert.That(() => scene.Store().ReadBlob(hash), Throws.TypeOf<DatasetException>().With.Message.Contains("no blob"));
    }

    [Test]
    public void ShippedDescriptionsAreReadAndAgreeWithTheirReaders()
    {
        var catalogue = DatasetCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures", "datasets"));
        var tokens = catalogue.Find("kvv-prompt-tokens");
        var file = ((FileSource)tokens.Source).Files.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(catalogue.All.Select(d => d.Name), Is.SupersetOf(new[] { "aime25", "k2vv", "kvv-prompt-tokens", "mmmu-pro", "ocrbench", "swe-bench-verified" }));
            Assert.That((file.Url, file.Sha256, $"{tokens.Name}/{file.Name}"), Is.EqualTo((PromptTokenSource.Upstream, PromptTokenSource.Sha256, PromptTokenSource.RelativePath)));
            foreach (var column in catalogue.All.Where(d => d.IdColumn is not null))
                Assert.That(column.Columns.Select(c => c.Name), Does.Contain(column.IdColumn), column.Name);
        }
    }

    [TestCase("name", "\"other\"", "differs from the file's")]
    [TestCase("items", "0", "above 0")]
    [TestCase("more", "1", "not a data set description")]
    [TestCase("itemsFile", "\"../x\"", "no plain file name")]
    [TestCase("source", "{\"kind\":\"ftp\"}", "not a data set description")]
    [TestCase("source", "{\"kind\":\"viewer\",\"dataset\":\"a/b\"}", "not a data set description")]
    [TestCase("source", "{\"kind\":\"files\",\"files\":[{\"name\":\"items.jsonl\",\"url\":\"https://x/y\",\"sha256\":\"AB\"}]}", "64 lower-case")]
    [TestCase("source", "{\"kind\":\"archive\",\"url\":\"https://x/y\",\"entries\":[\"a.jsonl\"]}", "the file of the items")]
    public void MalformedDescriptionIsNamed(string member, string value, string fault)
    {
        using var scene = Scene();
        scene.Description[member] = JsonNode.Parse(value);
        Assert.That(scene.Store, Throws.TypeOf<DatasetException>().With.Message.Contains("set.json").And.Message.Contains(fault));
    }
}
