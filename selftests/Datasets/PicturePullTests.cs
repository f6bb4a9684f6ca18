using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;
using NUnit.Framework;

namespace Kvv.SelfTests.Datasets;

/// <summary>Pictures behind links are kept byte for byte, and a broken one is never kept.</summary>
[TestFixture]
public sealed class PicturePullTests
{
    [Test]
    public async Task PicturesOfEveryKindAreKeptUnderTheirHash()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(2);
        viewer.Rows[0]["image_1"] = viewer.Picture("a.png", Pictures.Png(40, 30), "image/png", 40, 30);
        viewer.Rows[0]["image_2"] = viewer.Picture("b.jpg", Pictures.Jpeg, "text/plain", 3, 5);
        viewer.Rows[1]["image_1"] = viewer.Picture("c.gif", Pictures.Gif, "image/jpeg", 1, 1);
        viewer.Rows[1]["image_2"] = viewer.Picture("d.webp", Pictures.WebP, "image/webp", 1, 1);
        using var scene = PullScene.Of(viewer, null, "image_1", "image_2", "image_3");
        await scene.PullAsync(viewer);
        var store = scene.Store();
        var samples = store.Open(PullScene.Name).Samples;
        using (Assert.EnterMultipleScope())
        {
            Check(samples[0], "image_1", "image/png", Pictures.Png(40, 30), 40, 30);
            Check(samples[0], "image_2", "image/jpeg", Pictures.Jpeg, 5, 3);
            Check(samples[1], "image_1", "image/gif", Pictures.Gif, 1, 1);
            Check(samples[1], "image_2", "image/webp", Pictures.WebP, 1, 1);
            Assert.That(BlobReference.From(samples[0].Data["image_3"]), Is.Null);
            Assert.That(await File.ReadAllTextAsync(Path.Combine(scene.Folder, "items.jsonl")), Does.Not.Contain("Signature"));
        }

        void Check(Sample sample, string column, string type, byte[] bytes, int width, int height)
        {
            var blob = BlobReference.From(sample.Data[column])!;
            Assert.That((blob.MediaType, blob.Bytes, blob.Width, blob.Height), Is.EqualTo((type, (long)bytes.Length, (int?)width, (int?)height)));
            Assert.That(store.ReadBlob(blob.Hash), Is.EqualTo(bytes));
        }
    }

    private static IEnumerable<TestCaseData> BrokenPictures()
    {
        var whole = Pictures.Png(40, 30);
        yield return new TestCaseData(whole[..^20], "ends too early").SetArgDisplayNames("a PNG without its end");
        yield return new TestCaseData(Pictures.Jpeg[..^2], "ends too early").SetArgDisplayNames("a JPEG without its end");
        yield return new TestCaseData(Pictures.WebP[..^4], "ends too early").SetArgDisplayNames("a WebP without its end");
        yield return new TestCaseData("<html>Busy</html>"u8.ToArray(), "no picture").SetArgDisplayNames("a page of HTML");
        yield return new TestCaseData(Array.Empty<byte>(), "no picture").SetArgDisplayNames("nothing");
        yield return new TestCaseData(Pictures.Png(40, 31), "40×31 pixels, 40×30 were announced").SetArgDisplayNames("another picture");
    }

    [TestCaseSource(nameof(BrokenPictures))]
    public async Task BrokenPictureIsFetchedAgain(byte[] broken, string trouble)
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(1);
        viewer.Rows[0]["image"] = viewer.Picture("a.png", Pictures.Png(40, 30), "image/png", 40, 30);
        var times = 1;
        viewer.Server.Before = async (context, seen) =>
        {
            if (!seen.Path.StartsWith("/cached", StringComparison.Ordinal) || times-- <= 0)
                return false;
            await context.Response.Body.WriteAsync(broken);
            return true;
        };
        using var scene = PullScene.Of(viewer, null, "image");
        await scene.PullAsync(viewer);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(scene.Reports, Has.Some.Contains(trouble));
            Assert.That(scene.Store().ReadBlob(BlobReference.From(scene.Store().Open(PullScene.Name).Samples[0].Data["image"])!.Hash), Is.EqualTo(Pictures.Png(40, 30)));
            Assert.That(Directory.EnumerateFiles(Path.Combine(scene.DataDirectory, "blobs"), "*", SearchOption.AllDirectories).Count(), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task PictureThatStaysBrokenEndsThePullAndIsNamed()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(101);
        viewer.Rows[100]["image"] = viewer.Picture("bad.png", Pictures.Png(40, 30)[..^9], "image/png", 40, 30);
        using var scene = PullScene.Of(viewer, null, "image");
        var message = await scene.RefusedAsync(viewer.Server.Address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.Contain("row 100, column \"image\"").And.Contain("bad.png").And.Contain("ends too early").And.Contain("run the same command again"));
            Assert.That(message, Does.Not.Contain("Signature"), "a signed link lets its reader in");
        }

        viewer.Pictures["bad.png"] = (Pictures.Png(40, 30), "image/png");
        var before = viewer.Pages.Count;
        await scene.PullAsync(viewer);
        Assert.That(viewer.Pages.Skip(before).Select(p => p.Offset), Is.EqualTo(new[] { 100 }));
    }

    [Test]
    public async Task ExpiredLinkIsRenewed()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(3);
        viewer.Rows[1]["image"] = viewer.Picture("a.png", Pictures.Png(4, 4), "image/png", 4, 4);
        // The page's own links have expired; those of the row asked for anew have not.
        viewer.ValidFrom = 2;
        using var scene = PullScene.Of(viewer, null, "image");
        await scene.PullAsync(viewer);
        Assert.That(viewer.Pages, Is.EqualTo(new[] { (0, 3), (1, 1) }));
        Assert.That(DatasetVerifier.Verify(scene.Store(), PullScene.Name), Is.Empty);
    }

    [Test]
    public async Task LostAndDamagedPicturesAreFoundByVerify()
    {
        await using var viewer = await Viewer.StartAsync();
        viewer.AddRows(2);
        viewer.Rows[0]["image"] = viewer.Picture("a.png", Pictures.Png(4, 4), "image/png", 4, 4);
        viewer.Rows[1]["image"] = viewer.Picture("b.png", Pictures.Png(4, 5), "image/png", 4, 5);
        using var scene = PullScene.Of(viewer, null, "image");
        await scene.PullAsync(viewer);
        var files = scene.Store().Open(PullScene.Name).Samples.Select(s => BlobReference.From(s.Data["image"])!.Hash).Select(h => Path.Combine(scene.DataDirectory, "blobs", h[..2], h)).ToList();
        File.Delete(files[0]);
        await File.AppendAllTextAsync(files[1], "x");
        var faults = DatasetVerifier.Verify(scene.Store(), PullScene.Name);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults, Has.Count.EqualTo(2));
            Assert.That(faults[0], Does.Contain("Item 0").And.Contain(files[0]).And.Contain("pull"));
            Assert.That(faults[1], Does.Contain("Item 1").And.Contain("damaged"));
            Assert.That(await scene.RefusedAsync(viewer.Server.Address), Does.Contain("not whole"));
        }

        await scene.PullAsync(viewer, o => o with { Again = true });
        Assert.That(DatasetVerifier.Verify(scene.Store(), PullScene.Name), Is.Empty);
    }
}
