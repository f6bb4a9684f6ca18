using System.Text.Json;
using Kvv.Evaluation.Images;
using NUnit.Framework;

namespace Kvv.SelfTests.Images;

/// <summary>Our own PNG decoder finds the pixels that files of every kind were made from (tools/make_image_samples.py), and refuses what is broken.</summary>
[TestFixture]
public sealed class PngTests
{
    private static readonly IReadOnlyList<(string Name, byte[] File, Raster Raster)> Samples =
        [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "selftests", "Images", "png-samples.jsonl")).Select(Read)];

    private static IEnumerable<TestCaseData> Kinds() => Samples.Select(s => new TestCaseData(s.File, s.Raster).SetArgDisplayNames(s.Name));

    [TestCaseSource(nameof(Kinds))]
    public void PixelsAreThoseTheFileWasMadeFrom(byte[] file, Raster expected)
    {
        var raster = PngDecoder.Decode(file);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((raster.Width, raster.Height), Is.EqualTo((expected.Width, expected.Height)));
            Assert.That(raster.Rgba, Is.EqualTo(expected.Rgba));
        }
    }

    [Test]
    public void EveryColourTypeDepthAndInterlacingIsAmongThem()
    {
        var kinds = Samples.Select(s => (Colour: s.File[25], Depth: s.File[24], Interlaced: s.File[28])).Distinct().ToList();
        var expected = new[] { (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16) };
        Assert.That(kinds.Select(k => ((int)k.Colour, (int)k.Depth, (int)k.Interlaced)), Is.SupersetOf(expected.SelectMany(e => new[] { (e.Item1, e.Item2, 0), (e.Item1, e.Item2, 1) })));
    }

    // The probes' own pictures: interlaced, 16 bits, palettes with transparency.
    [Test]
    public void PicturesOfTheProbesAreRead([Values("format-png-interlaced.png", "format-png-48.png", "alpha-palette.png", "format-png-bilevel.png", "chart-4096.png")] string name)
    {
        var raster = PngDecoder.Decode(File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "fixtures", "multimodal", "pictures", name)));
        Assert.That(raster.Rgba, Has.Length.EqualTo(4 * raster.Width * raster.Height).And.Not.All.Zero);
    }

    [Test]
    public void GreyIsSaidOfGreyAlone() =>
        Assert.That(Samples.Where(s => PngDecoder.Decode(s.File).IsGrey).Select(s => s.Name), Is.All.Not.Contain("rgb").And.All.Not.Contain("alpha").And.All.Not.Contain("clear").And.Not.Empty);

    [Test]
    public void WhatIsWrittenIsReadAgain([Values("rgb-8", "grey-4-interlaced", "small-9x1-interlaced")] string name)
    {
        var raster = Samples.Single(s => s.Name == name).Raster;
        Assert.That(PngDecoder.Decode(PngEncoder.EncodeRgb(raster)).Rgba, Is.EqualTo(raster.Rgba));
    }

    [Test]
    public void ResizingTakesTheNearestPixel()
    {
        var raster = new Raster(2, 1, [1, 1, 1, 255, 9, 9, 9, 255]);
        Assert.That(raster.Resize(4, 2).Rgba.Where((_, i) => i % 4 == 0), Is.EqualTo(new[] { 1, 1, 9, 9, 1, 1, 9, 9 }));
        Assert.That(raster.Resize(1, 1).Rgba[0], Is.EqualTo(9));
        Assert.That(raster.Resize(2, 1).Rgba, Is.EqualTo(raster.Rgba));
    }

    // Hostile files: cut at every place, and with each byte changed, a file is read or refused with a reason; nothing else happens.
    [Test]
    public void ABrokenFileIsRefused([Values("rgb-8", "palette-2-interlaced", "rgba-16")] string name)
    {
        var file = Samples.Single(s => s.Name == name).File;
        for (var length = 0; length < file.Length; length++)
            Assert.That(() => PngDecoder.Decode(file.AsMemory(0, length)), Throws.TypeOf<InvalidDataException>(), $"cut at {length}");
        for (var at = 0; at < file.Length; at++)
        {
            var broken = (byte[])file.Clone();
            broken[at] ^= 0x55;
            Assert.That(() => PngDecoder.Decode(broken), Throws.TypeOf<InvalidDataException>(), $"byte {at}");
        }
    }

    // A right checksum says nothing about what it covers.
    [TestCase("sides of nothing", 0, 0, 8, 2)]
    [TestCase("a bomb", 200_000, 200_000, 8, 2)]
    [TestCase("an unknown depth", 4, 4, 3, 0)]
    [TestCase("a depth that is not for colours", 4, 4, 4, 2)]
    [TestCase("an unknown colour type", 4, 4, 8, 5)]
    [TestCase("a palette that is not there", 4, 4, 8, 3)]
    [TestCase("rows that are not there", 4, 4, 8, 2)]
    public void AHeaderThatLiesIsRefused(string what, int width, int height, int depth, int colour)
    {
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        PngChunks.Write(file, "IHDR", [0, (byte)(width >> 16), (byte)(width >> 8), (byte)width, 0, (byte)(height >> 16), (byte)(height >> 8), (byte)height, (byte)depth, (byte)colour, 0, 0, 0]);
        PngChunks.Write(file, "IDAT", [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);
        PngChunks.Write(file, "IEND", []);
        Assert.That(() => PngDecoder.Decode(file.ToArray()), Throws.TypeOf<InvalidDataException>(), what);
    }

    private static (string, byte[], Raster) Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return (
            root.GetProperty("name").GetString()!,
            root.GetProperty("file").GetBytesFromBase64(),
            new(root.GetProperty("width").GetInt32(), root.GetProperty("height").GetInt32(), Convert.FromHexString(root.GetProperty("rgba").GetString()!)));
    }
}
