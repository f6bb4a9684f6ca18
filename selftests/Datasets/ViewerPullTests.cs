using Kvv.Evaluation.Datasets;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Kvv.SelfTests.Datasets;

/// <summary>Rows of the viewer arrive whole, in order and pinned, whatever the network does.</summary>
[TestFixture]
public sealed class ViewerPullTests
{
    [Test]
    public async Task RowsOfSeveralPagesArriveInOrder()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(250);
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer);
        var dataset = scene.Store().Open(PullScene.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(dataset.Revision, Is.EqualTo(viewer.Revision));
            Assert.That(dataset.Samples.Select(s => s.Id), Is.EqualTo(viewer.Rows.Select(r => (string?)r["id"])));
            Assert.That(dataset.Samples.Select(s => s.Data.ToJsonString()), Is.EqualTo(viewer.Rows.Select(r => r.ToJsonString())));
            Assert.That(viewer.Pages, Is.EqualTo(new[] { (0, 100), (100, 100), (200, 50) }));
            Assert.That(DatasetVerifier.Verify(scene.Store(), PullScene.Name), Is.Empty);
        }
    }

    [Test]
    public async Task PageShorterThanAskedForLosesNoRow()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(70);
        viewer.PageLimit = 30;
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer);
        Assert.That(scene.Store().Open(PullScene.Name).Samples, Has.Count.EqualTo(70));
        Assert.That(viewer.Pages.Select(p => p.Offset), Is.EqualTo(new[] { 0, 30, 60 }));
    }

    [Test]
    public async Task PageTooLongInBytesIsAskedForInHalves()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(60);
        viewer.Server.Before = async (context, seen) =>
        {
            if (seen.Path != "/rows" || int.Parse(seen.Parameter("length")!, System.Globalization.CultureInfo.InvariantCulture) <= 25)
                return false;
            await Viewer.ErrorAsync(context, 501, "TooBigContentError", "Rows from parquet row groups are too big to be read");
            return true;
        };
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer);
        Assert.That(scene.Store().Open(PullScene.Name).Samples, Has.Count.EqualTo(60));
        Assert.That(scene.Waits, Is.Empty, "a page that is too long gets no shorter by waiting");
    }

    [Test]
    public async Task RetryAfterIsHonoured()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        var refusals = 2;
        viewer.Server.Before = async (context, seen) =>
        {
            if (seen.Path != "/rows" || refusals-- <= 0)
                return false;
            context.Response.Headers.RetryAfter = "7";
            await Viewer.ErrorAsync(context, 429, "TooManyRequests", "Slow down");
            return true;
        };
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer);
        Assert.That(scene.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7) }));
        Assert.That(scene.Reports, Has.Some.Contains("status 429, TooManyRequests: Slow down; trying again in 7 s"));
    }

    [Test]
    public async Task RetryAfterOfHoursEndsThePullForNow()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        viewer.Server.Before = (context, _) =>
        {
            context.Response.Headers.RetryAfter = "7200";
            context.Response.StatusCode = 429;
            return Task.FromResult(true);
        };
        using var scene = PullScene.Of(viewer);
        var message = await scene.RefusedAsync(viewer.Server.Address);
        Assert.That(message, Does.Contain("120 minutes").And.Contain("run the same command again"));
        Assert.That(scene.Waits, Is.Empty);
    }

    [Test]
    public async Task ServerThatIsNotReadyIsAskedAgainLaterAndLater()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        viewer.Server.Before = async (context, seen) =>
        {
            await Viewer.ErrorAsync(context, 500, "ResponseNotReady", "The server is busier than usual");
            return true;
        };
        using var scene = PullScene.Of(viewer);
        var message = await scene.RefusedAsync(viewer.Server.Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Waits, Is.EqualTo(new[] { TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2) }));
            Assert.That(message, Does.Contain("/splits?dataset=maker%2Fset").And.Contain("failed 3 times").And.Contain("ResponseNotReady").And.Contain("run the same command again"));
        }
    }

    [Test]
    public async Task AnswerCutShortIsFetchedAgain()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        var cuts = 2;
        viewer.Server.Before = async (context, seen) =>
        {
            if (seen.Path != "/rows" || cuts-- <= 0)
                return false;
            context.Response.ContentLength = 5000;
            await context.Response.WriteAsync("{\"rows\":[");
            await context.Response.Body.FlushAsync();
            context.Abort();
            return true;
        };
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer);
        Assert.That(scene.Store().Open(PullScene.Name).Samples, Has.Count.EqualTo(3));
        Assert.That(scene.Waits, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ServerThatFallsSilentIsLeftAndAskedAgain()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        var stalls = 1;
        viewer.Server.Before = async (context, seen) =>
        {
            if (seen.Path != "/rows" || stalls-- <= 0)
                return false;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
            return true;
        };
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer, o => o with { StallTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.That(scene.Reports, Has.Some.Contains("silence for 0.3 s"));
    }

    [Test]
    public async Task PullGoesOnWhereItWasCut()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(250);
        viewer.Server.Before = (context, seen) =>
        {
            if (seen.Parameter("offset") != "100")
                return Task.FromResult(false);
            context.Abort();
            return Task.FromResult(true);
        };
        using var scene = PullScene.Of(viewer);
        await scene.RefusedAsync(viewer.Server.Address);
        Assert.That(scene.Store().StateOf(PullScene.Name), Is.EqualTo(DatasetState.Partial));
        // The last line as a crash leaves it.
        await File.AppendAllTextAsync(Path.Combine(scene.Folder + ".pull", "items.jsonl"), "{\"id\":\"item-100\",\"ques");
        viewer.Server.Before = null;
        var before = viewer.Pages.Count;
        await scene.PullAsync(viewer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(viewer.Pages.Skip(before).Select(p => p.Offset), Is.EqualTo(new[] { 100, 200 }));
            Assert.That(scene.Store().Open(PullScene.Name).Samples.Select(s => s.Id), Is.EqualTo(viewer.Rows.Select(r => (string?)r["id"])));
            Assert.That(Directory.Exists(scene.Folder + ".pull"), Is.False);
            Assert.That(Directory.EnumerateFiles(scene.Folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "items.jsonl", "dataset.json" }));
        }
    }

    [Test]
    public async Task SecondPullAtOnceIsRefused()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        using var scene = PullScene.Of(viewer);
        var held = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        viewer.Server.Before = async (_, _) =>
        {
            reached.TrySetResult();
            await held.Task;
            return false;
        };
        var first = scene.PullAsync(viewer);
        await reached.Task;
        var message = await scene.RefusedAsync(viewer.Server.Address);
        held.SetResult();
        Assert.That(message, Does.Contain("set.pull").And.Contain("another pull"));
        Assert.That(await first, Is.EqualTo(PullOutcome.Pulled));
    }

    [Test]
    public async Task WhatIsHereIsNotFetchedAgain()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        using var scene = PullScene.Of(viewer);
        await scene.PullAsync(viewer);
        var before = viewer.Server.Seen.Count;
        Assert.That(await scene.PullAsync(viewer), Is.EqualTo(PullOutcome.Here));
        Assert.That(viewer.Server.Seen, Has.Count.EqualTo(before));
    }
}
