using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Kvv.SelfTests.Datasets;

/// <summary>A data set that is not what it was, or not what it should be, is refused with its address and a remedy.</summary>
[TestFixture]
public sealed class ChangedSetTests
{
    private const string Other = "2222222222222222222222222222222222222222";

    [Test]
    public async Task RevisionThatChangesDuringThePullIsRefused()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(150);
        viewer.Server.Before = (_, seen) =>
        {
            if (seen.Parameter("offset") == "100")
                viewer.Revision = Other;
            return Task.FromResult(false);
        };
        using var scene = PullScene.Of(viewer);
        var message = await scene.RefusedAsync(viewer.Server.Address);
        Assert.That(message, Does.Contain("1111").And.Contain(Other).And.Contain("offset=100").And.Contain("set.pull"));
    }

    [Test]
    public async Task RevisionOtherThanThePinnedOneIsRefusedUnlessAccepted()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        using var scene = PullScene.Of(viewer, revision: Other);
        var message = await scene.RefusedAsync(viewer.Server.Address);
        Assert.That(message, Does.Contain(viewer.Revision).And.Contain(Other).And.Contain("--accept-change"));
        await scene.PullAsync(viewer, o => o with { AcceptChange = true });
        Assert.That(scene.Store().Open(PullScene.Name).Revision, Is.EqualTo(viewer.Revision));
    }

    [Test]
    public async Task RevisionOtherThanTheRecordedOneIsRefusedUnlessAccepted()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer);
        var first = viewer.Revision;
        viewer.Revision = Other;
        Assert.That(await scene.RefusedAsync(viewer.Server.Address, o => o with { Again = true }), Does.Contain(first).And.Contain(Other));
        Assert.That(scene.Store().Open(PullScene.Name).Revision, Is.EqualTo(first), "the old one must stay until the new one is whole");
        await scene.PullAsync(viewer, o => o with { Again = true, AcceptChange = true });
        Assert.That(scene.Store().Open(PullScene.Name).Revision, Is.EqualTo(Other));
    }

    [Test]
    public async Task AnswersWithoutRevisionCannotBePinned()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        viewer.Revision = null;
        using var scene = PullScene.Of(viewer);
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain("X-Revision").And.Contain("by hand"));
    }

    [Test]
    public async Task OtherNumberOfRowsIsRefusedBeforeAnyRowIsFetched()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        using var scene = PullScene.Of(viewer);
        scene.Description["items"] = 4;
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain("3 rows").And.Contain("4 belong").And.Contain("fixtures/datasets/set.json"));
        Assert.That(viewer.Pages, Is.Empty);
    }

    [Test]
    public async Task PartOfADataSetIsRefused()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        viewer.Partial = true;
        using var scene = PullScene.Of(viewer);
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain("only a part"));
    }

    [Test]
    public async Task CellCutShortByTheViewerIsRefused()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        viewer.TruncatedCells.Add("question");
        using var scene = PullScene.Of(viewer);
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain("row 0").And.Contain("\"question\"").And.Contain("by hand"));
    }

    [Test]
    public async Task MissingColumnIsNamedWithItsRow()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        viewer.Rows[2].Remove("question");
        using var scene = PullScene.Of(viewer);
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain("row 2").And.Contain("\"question\" is missing"));
    }

    [Test]
    public async Task MissingSplitNamesThoseThereAre()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        using var scene = PullScene.Of(viewer);
        scene.Description["source"]!["split"] = "validation";
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain("\"validation\"").And.Contain("\"test\" of \"standard (10 options)\"").And.Contain("\"dev\""));
    }

    [TestCase("/splits", """{"splits":[{"config":1,"split":[]}]}""", "none at all|but \"\" of")]
    [TestCase("/splits", """{"splits":{}}""", "none at all")]
    [TestCase("/splits", "[]", "no JSON object")]
    [TestCase("/rows", """{"rows":[{"row_idx":"0","row":{"question":"x"}}],"num_rows_total":1}""", "row 0 is not where it should be")]
    [TestCase("/rows", """{"rows":[{"row_idx":0,"row":{"question":"x","question":"y"}}],"num_rows_total":1}""", "no JSON")]
    [TestCase("/rows", """{"rows":"many","num_rows_total":1}""", "no rows")]
    [TestCase("/rows", """{"rows":[],"num_rows_total":1e99}""", "no rows")]
    public async Task AnswerOfTheWrongShapeIsNamed(string path, string answer, string fault)
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(1);
        viewer.Server.Before = async (context, seen) =>
        {
            if (seen.Path != path)
                return false;
            context.Response.Headers["X-Revision"] = Other;
            await context.Response.WriteAsync(answer);
            return true;
        };
        using var scene = PullScene.Of(viewer);
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Match(fault).And.Contain(path));
    }

    [TestCase(401, "HF_TOKEN")]
    [TestCase(403, "HF_TOKEN")]
    [TestCase(404, "moved or withdrawn")]
    public async Task RefusalIsNotTriedAgainAndNamesItsRemedy(int status, string remedy)
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        viewer.Server.Before = async (context, _) =>
        {
            await Viewer.ErrorAsync(context, status, "ExternalError", "No.");
            return true;
        };
        using var scene = PullScene.Of(viewer);
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain($"status {status}").And.Contain(remedy).And.Contain("maker/set"));
        Assert.That(viewer.Server.Seen, Has.Count.EqualTo(1));
    }
}
