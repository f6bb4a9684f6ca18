using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Datasets;
using Kvv.SelfTests.Wire;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Kvv.SelfTests.Datasets;

/// <summary>Plain files: pinned by hash, gone on with after a cut.</summary>
[TestFixture]
public sealed class FilePullTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 400).Select(i => $"{{\"id\":{i},\"question\":\"Question {i}\"}}\n")));

    /// <summary>A data set of one file that a server serves as <c>/items.jsonl</c>.</summary>
    internal static PullScene SceneOf(LocalServer server, int items = 1, string? sha256 = null) => SceneOf(server.Address, items, sha256);

    private static PullScene SceneOf(Uri address, int items, string? sha256 = null)
    {
        var scene = new PullScene();
        scene.Description["items"] = items;
        scene.Description["source"] = new JsonObject
        {
            ["kind"] = "files",
            ["files"] = new JsonArray(new JsonObject { ["name"] = "items.jsonl", ["url"] = new Uri(address, "items.jsonl").ToString(), ["sha256"] = sha256 }),
        };
        return scene;
    }

    /// <summary>Serves a file with ETag and ranges, and may cut the connection after some bytes.</summary>
    private static async Task ServeAsync(HttpContext context, byte[] content, string tag, int? cutAfter = null)
    {
        var start = 0;
        context.Response.Headers.ETag = tag;
        if (context.Request.Headers.Range.FirstOrDefault() is { } range && context.Request.Headers.IfRange == tag)
        {
            start = int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {start}-{content.Length - 1}/{content.Length}";
        }

        context.Response.ContentLength = content.Length - start;
        await context.Response.Body.WriteAsync(content.AsMemory(start, cutAfter ?? content.Length - start));
        if (cutAfter is not null)
        {
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [Test]
    public async Task PinnedFileIsTakenByteForByte()
    {
        await using var server = await LocalServer.StartAsync(context => ServeAsync(context, Content, "\"one\""));
        using var scene = SceneOf(server, 400, Hash(Content));
        scene.Description["source"]!["revision"] = "abc123";
        await scene.PullAsync(server.Address);
        var dataset = scene.Store().Open(PullScene.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await File.ReadAllBytesAsync(Path.Combine(scene.Folder, "items.jsonl")), Is.EqualTo(Content));
            Assert.That(dataset.Revision, Is.EqualTo("abc123"));
            Assert.That(dataset.Samples[7].Id, Is.EqualTo("00007"));
        }
    }

    [Test]
    public async Task CutDownloadGoesOnWhereItStopped()
    {
        await using var server = ScriptedServer.Start(
            async connection =>
            {
                await connection.ReceiveAsync();
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: {Content.Length}\r\n\r\n");
                await connection.SendAsync(Content.AsMemory(0, 5000));
            },
            async connection =>
            {
                await connection.ReceiveAsync();
                await connection.SendAsync($"HTTP/1.1 206 Partial Content\r\nETag: \"one\"\r\nContent-Range: bytes 5000-{Content.Length - 1}/{Content.Length}\r\nContent-Length: {Content.Length - 5000}\r\n\r\n");
                await connection.SendAsync(Content.AsMemory(5000));
            });
        var address = new Uri($"http://127.0.0.1:{server.Port}/");
        using var scene = SceneOf(address, 400);
        await scene.PullAsync(address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await File.ReadAllBytesAsync(Path.Combine(scene.Folder, "items.jsonl")), Is.EqualTo(Content));
            Assert.That(server.Requests.Select(r => (r.Header("Range"), r.Header("If-Range"))), Is.EqualTo(new[] { (null, null), ("bytes=5000-", "\"one\"") }));
            Assert.That(scene.Store().Open(PullScene.Name).Revision, Is.EqualTo($"sha256:{Hash(Content)[..16]}"));
        }
    }

    [Test]
    public async Task FileThatChangedMeanwhileIsFetchedFromItsBeginning()
    {
        var old = Content.Select(b => b == 'Q' ? (byte)'q' : b).ToArray();
        var calls = 0;
        await using var server = await LocalServer.StartAsync(context => calls++ == 0 ? ServeAsync(context, old, "\"old\"", 5000) : ServeAsync(context, Content, "\"new\""));
        using var scene = SceneOf(server, 400);
        await scene.PullAsync(server.Address);
        Assert.That(await File.ReadAllBytesAsync(Path.Combine(scene.Folder, "items.jsonl")), Is.EqualTo(Content));
    }

    [Test]
    public async Task OtherFileThanThePinnedOneIsRefusedUnlessAccepted()
    {
        await using var server = await LocalServer.StartAsync(context => ServeAsync(context, Content, "\"one\""));
        using var scene = SceneOf(server, 400, new string('a', 64));
        Assert.That(await scene.RefusedAsync(server.Address), Does.Contain(Hash(Content)).And.Contain("aaaa").And.Contain("items.jsonl").And.Contain("--accept-change"));
        Assert.That(scene.Store().StateOf(PullScene.Name), Is.EqualTo(DatasetState.Partial));
        await scene.PullAsync(server.Address, o => o with { AcceptChange = true });
        Assert.That(scene.Store().ManifestOf(PullScene.Name)!.Files[0].Sha256, Is.EqualTo(Hash(Content)));
    }

    [Test]
    public async Task HashOfTheFirstPullIsHeldAgainstTheNext()
    {
        var content = Content;
        await using var server = await LocalServer.StartAsync(context => ServeAsync(context, content, "\"one\""));
        using var scene = SceneOf(server, 400);
        await scene.PullAsync(server.Address);
        content = [.. Content.Select(b => b == 'Q' ? (byte)'q' : b)];
        Assert.That(await scene.RefusedAsync(server.Address, o => o with { Again = true }), Does.Contain(Hash(Content)).And.Contain("was expected"));
    }

    [Test]
    public async Task LargeFilePointerIsNoData()
    {
        await using var server = await LocalServer.StartAsync(context => context.Response.WriteAsync("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"));
        using var scene = SceneOf(server);
        Assert.That(await scene.RefusedAsync(server.Address), Does.Contain("large-file pointer").And.Contain("items.jsonl"));
    }

    [Test]
    public async Task MissingFileNamesAddressAndRemedy()
    {
        await using var server = await LocalServer.StartAsync();
        using var scene = SceneOf(server);
        Assert.That(await scene.RefusedAsync(server.Address), Does.Contain("status 404").And.Contain($"{server.Address}items.jsonl").And.Contain("by hand"));
    }

    [Test]
    public async Task OtherNumberOfItemsIsRefused()
    {
        await using var server = await LocalServer.StartAsync(context => ServeAsync(context, Content, "\"one\""));
        using var scene = SceneOf(server, 401);
        Assert.That(await scene.RefusedAsync(server.Address), Does.Contain("400 items").And.Contain("401 belong"));
    }

    [Test]
    public async Task PinnedFileThatTheUserPutThereNeedsNoNetwork()
    {
        await using var server = await LocalServer.StartAsync();
        using var scene = SceneOf(server, 400, Hash(Content));
        Directory.CreateDirectory(scene.Folder);
        await File.WriteAllBytesAsync(Path.Combine(scene.Folder, "items.jsonl"), Content);
        Assert.That(await scene.PullAsync(server.Address), Is.EqualTo(PullOutcome.Pulled));
        Assert.That(server.Seen, Is.Empty);
        Assert.That(scene.Store().StateOf(PullScene.Name), Is.EqualTo(DatasetState.Pulled));
    }

    [Test]
    public async Task FilesOfTheUsersOwnAreLeftAlone()
    {
        await using var server = await LocalServer.StartAsync(context => ServeAsync(context, Content, "\"one\""));
        using var scene = SceneOf(server, 400);
        Directory.CreateDirectory(scene.Folder);
        await File.WriteAllTextAsync(Path.Combine(scene.Folder, "items.jsonl"), "{\"question\":\"mine\"}\n");
        Assert.That(await scene.PullAsync(server.Address), Is.EqualTo(PullOutcome.Own));
        Assert.That(scene.Store().Open(PullScene.Name).Samples.Single().Text("question"), Is.EqualTo("mine"));
    }
}
