using Kvv.Evaluation.Datasets;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Kvv.SelfTests.Datasets;

/// <summary>The token goes to the host it is for and nowhere else.</summary>
[TestFixture]
public sealed class TokenTests
{
    private const string Token = "hf_ThisIsASecretOfTheUser";

    [Test]
    public async Task TokenGoesToTheViewerAndToNoHostBehindIt()
    {
        await using var elsewhere = await LocalServer.StartAsync(async context => await context.Response.Body.WriteAsync(Pictures.Png(4, 4)));
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(2);
        viewer.Rows[0]["image"] = viewer.Picture("moved.png", Pictures.Png(4, 4), "image/png", 4, 4);
        viewer.Rows[1]["image"] = viewer.Picture("own.png", Pictures.Png(4, 4), "image/png", 4, 4);
        viewer.Server.Before = (context, seen) =>
        {
            if (!seen.Path.EndsWith("moved.png", StringComparison.Ordinal))
                return Task.FromResult(false);
            context.Response.Redirect(new Uri(elsewhere.Address, "there.png").ToString());
            return Task.FromResult(true);
        };
        using var scene = PullScene.Of(viewer, null, "image");
        await scene.PullAsync(viewer, o => o with { Token = Token });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(viewer.Server.Seen.Select(s => s.Authorization), Is.Not.Empty.And.All.EqualTo($"Bearer {Token}"));
            Assert.That(elsewhere.Seen.Select(s => s.Authorization), Is.EqualTo(new string?[] { null }));
            Assert.That(Directory.EnumerateFiles(scene.DataDirectory, "*", SearchOption.AllDirectories).Where(f => File.ReadAllText(f).Contains(Token, StringComparison.Ordinal)), Is.Empty);
            Assert.That(scene.Reports, Has.None.Contains(Token));
        }
    }

    [Test]
    public async Task TokenIsNotSentToAFileOfAnotherHost()
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.WriteAsync("{\"question\":\"?\"}\n"));
        using var scene = FilePullTests.SceneOf(server);
        await scene.PullAsync(new Uri("https://datasets-server.huggingface.co/"), o => o with { Token = Token });
        Assert.That(server.Seen.Single().Authorization, Is.Null);
    }

    [Test]
    public async Task RefusalDoesNotShowTheToken()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(1);
        viewer.Server.Before = async (context, _) =>
        {
            await Viewer.ErrorAsync(context, 401, "ExternalUnauthenticatedError", "The dataset does not exist, or is not accessible without authentication.");
            return true;
        };
        using var scene = PullScene.Of(viewer);
        Assert.That(await scene.RefusedAsync(viewer.Server.Address, o => o with { Token = Token }), Does.Not.Contain(Token).And.Contain("HF_TOKEN"));
    }

    [Test]
    public void OptionsInALogDoNotShowTheToken() =>
        Assert.That($"{new PullOptions { Token = Token }}", Does.Not.Contain(Token).And.Contain("huggingface"));

    [Test]
    public async Task EndlessRedirectEnds()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(1);
        viewer.Server.Before = (context, seen) =>
        {
            context.Response.Redirect(seen.Path + seen.Query);
            return Task.FromResult(true);
        };
        using var scene = PullScene.Of(viewer);
        Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain("without end"));
        Assert.That(viewer.Server.Seen, Has.Count.LessThan(10));
    }
}
