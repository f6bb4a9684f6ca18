using System.IO.Compression;
using System.Text.Json;
using Kvv.Evaluation.Images;
using Kvv.Evaluation.Statistics;
using NUnit.Framework;

namespace Kvv.SelfTests.Images;

/// <summary>Our own JPEG decoder finds the pixels that libjpeg finds in files of every kind (tools/make_jpeg_samples.py), and refuses what is broken.</summary>
[TestFixture]
public sealed class JpegDecoderTests
{
    // libjpeg rounds within its transform, we only after it: a sample may differ by one, and a sum of three colours by a little more.
    private const int Tolerance = 3;
    private const double MeanTolerance = 0.1;

    private static readonly IReadOnlyList<Sample> Samples =
        [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "selftests", "Images", "jpeg-samples.jsonl")).Select(Read)];

    private static IEnumerable<TestCaseData> Kinds() => Samples.Select(s => new TestCaseData(s).SetArgDisplayNames(s.Name));

    [TestCaseSource(nameof(Kinds))]
    public void PixelsAreThoseThatLibjpegFinds(Sample sample)
    {
        var raster = JpegDecoder.Decode(sample.File);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((raster.Width, raster.Height, raster.IsGrey), Is.EqualTo((sample.Width, sample.Height, sample.IsGrey)));
            Compare(raster, sample.Rgb);
        }
    }

    [Test]
    public void APictureIsTurnedWhenThatIsAskedFor([Range(1, 8)] int orientation)
    {
        var sample = Samples.Single(s => s.Name == $"exif-{orientation}");
        var raster = JpegDecoder.Decode(sample.File, upright: true);
        Assert.That((raster.Width, raster.Height), Is.EqualTo(orientation > 4 ? (sample.Height, sample.Width) : (sample.Width, sample.Height)));
        Compare(raster, sample.Upright);
    }

    [Test]
    public void EveryKindIsAmongThem()
    {
        var names = Samples.Select(s => s.Name).ToList();
        Assert.That(names, Is.SupersetOf(new[] { "1x1", "2x1", "2x2", "1x2", "grey" }.SelectMany(n => new[] { n, n + "-progressive" })));
        Assert.That(names, Is.SupersetOf(new[] { "cmyk", "cmyk-progressive", "cmyk-unmarked", "ycck", "rgb", "unmarked", "three-scans-2x2", "many-scans" }));
        Assert.That(Samples.Count(s => Frame(s.File).Marker == 0xC0), Is.GreaterThan(20), "baseline");
        Assert.That(Samples.Count(s => Frame(s.File).Marker == 0xC1), Is.GreaterThan(0), "extended, with steps of 16 bits");
        Assert.That(Samples.Count(s => Frame(s.File).Marker == 0xC2), Is.GreaterThan(20), "progressive");
    }

    [Test]
    public void WhatOurEncoderWritesIsReadAgain([Values] bool grey)
    {
        var source = JpegDecoder.Decode(Samples.Single(s => s.Name == (grey ? "grey" : "1x1")).File);
        var again = JpegDecoder.Decode(JpegEncoder.Encode(source, 100));
        Assert.That(again.IsGrey, Is.EqualTo(grey));
        Assert.That(again.Rgba.Zip(source.Rgba, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(grey ? 1 : 5));
    }

    // The pictures of the probes come from an encoder of their own time; what they show is known.
    [TestCase("fill-red.jpg", 230, 20, 20)]
    [TestCase("cmyk-blue.jpg", 20, 60, 200)]
    [TestCase("cmyk-yellow.jpg", 250, 210, 20)]
    public void ThePicturesOfTheProbesHaveTheirColour(string name, int red, int green, int blue)
    {
        var raster = JpegDecoder.Decode(Picture(name));
        var middle = raster.Rgba.AsSpan(4 * ((raster.Height / 2 * raster.Width) + (raster.Width / 2)), 3).ToArray();
        Assert.That(middle.Select(v => (int)v).Zip([red, green, blue], (a, b) => Math.Abs(a - b)), Is.All.LessThan(60), string.Join(' ', middle));
    }

    // A file cut short is refused; only its last marker may be missing, when nothing else can be.
    [Test]
    public void AFileCutShortIsRefused([Values("2x2", "2x2-progressive", "restarts-1x1", "cmyk", "three-scans-2x2", "many-scans")] string name)
    {
        var file = Samples.Single(s => s.Name == name).File;
        for (var length = 0; length < file.Length - 2; length += length < 40 ? 1 : 7)
            Assert.That(() => JpegDecoder.Decode(file.AsMemory(0, length)), Throws.TypeOf<InvalidDataException>(), $"cut at {length}");
        Assert.That(() => JpegDecoder.Decode(Picture("truncated.jpg")), Throws.TypeOf<InvalidDataException>());
    }

    [TestCase("2x2")]
    [TestCase("three-scans-2x2")]
    public void OnlyTheLastMarkerMayBeMissing(string name)
    {
        var file = Samples.Single(s => s.Name == name).File;
        Assert.That(JpegDecoder.Decode(file.AsMemory(0, file.Length - 2)).Rgba, Is.EqualTo(JpegDecoder.Decode(file).Rgba));
    }

    [TestCase(0, 8, "0 by")]
    [TestCase(65_500, 65_500, "65500 by 65500")]
    [TestCase(9_000, 9_000, "more than its")]
    public void AHeaderThatLiesAboutTheSidesIsRefused(int width, int height, string reason)
    {
        var file = (byte[])Samples.Single(s => s.Name == "1x1").File.Clone();
        var at = Frame(file).At;
        (file[at + 5], file[at + 6], file[at + 7], file[at + 8]) = ((byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width);
        Assert.That(() => JpegDecoder.Decode(file), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));
    }

    [TestCase(0xC3, 8, "process 3", TestName = "Lossless coding is refused")]
    [TestCase(0xC9, 8, "process 9", TestName = "Arithmetic coding is refused")]
    [TestCase(0xC1, 12, "12 bits", TestName = "Samples of twelve bits are refused")]
    public void ACodingThatIsNotReadIsNamed(int marker, int bits, string reason)
    {
        var file = (byte[])Samples.Single(s => s.Name == "1x1").File.Clone();
        var at = Frame(file).At;
        (file[at + 1], file[at + 4]) = ((byte)marker, (byte)bits);
        Assert.That(() => JpegDecoder.Decode(file), Throws.TypeOf<InvalidDataException>().With.Message.Contains(reason));
    }

    [Test]
    public void WhatIsNoJpegIsRefused() =>
        Assert.That(() => JpegDecoder.Decode(Picture("format-png-rgb.png")), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("The file is no JPEG."));

    // A bomb of scans: each may bring its bits once, so a file cannot have the picture walked over again and again.
    [Test]
    public void AScanThatComesTwiceIsRefused([Values("1x1", "1x1-progressive")] string name)
    {
        var file = Samples.Single(s => s.Name == name).File;
        var scan = Find(file, 0xDA);
        Assert.That(() => JpegDecoder.Decode((byte[])[.. file[..^2], .. file[scan..]]), Throws.TypeOf<InvalidDataException>());
    }

    // Hostile files: with bytes changed, left out or put in, a file is read or refused with a reason; nothing else happens.
    [Test]
    public void ADamagedFileIsReadOrRefusedAndNothingElse([Values(1UL, 2UL, 3UL)] ulong seed)
    {
        var random = new SplitMix64(seed);
        var refused = 0;
        for (var round = 0; round < 400; round++)
        {
            var sample = Samples[random.NextBelow(Samples.Count)];
            var file = sample.File.ToList();
            for (var changes = 1 + random.NextBelow(4); changes > 0; changes--)
            {
                var at = 2 + random.NextBelow(file.Count - 2);
                switch (random.NextBelow(3))
                {
                    case 0:
                        file[at] = (byte)random.NextBelow(256);
                        break;
                    case 1:
                        file.RemoveRange(at, Math.Min(1 + random.NextBelow(9), file.Count - at));
                        break;
                    default:
                        file.InsertRange(at, [0xFF, (byte)random.NextBelow(256)]);
                        break;
                }
            }

            try
            {
                var raster = JpegDecoder.Decode(file.ToArray(), upright: true);
                Assert.That(raster.Rgba, Has.Length.EqualTo(4 * raster.Width * raster.Height));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"seed {seed}, round {round}, {sample.Name}: {e}");
            }
        }

        Assert.That(refused, Is.InRange(40, 399), $"seed {seed}: as many were refused");
    }

    private static void Compare(Raster raster, byte[] expected)
    {
        Assert.That(raster.Rgba, Has.Length.EqualTo(expected.Length / 3 * 4));
        var differences = expected.Select((value, i) => Math.Abs(value - raster.Rgba[(i / 3 * 4) + (i % 3)])).ToList();
        Assert.That(differences.Max(), Is.LessThanOrEqualTo(Tolerance));
        Assert.That(differences.Average(), Is.LessThanOrEqualTo(MeanTolerance));
        Assert.That(raster.Rgba.Where((_, i) => i % 4 == 3), Is.All.EqualTo(255));
    }

    private static (int At, int Marker) Frame(byte[] file) =>
        new[] { 0xC0, 0xC1, 0xC2 }.Select(m => (Find(file, m), m)).First(f => f.Item1 > 0);

    /// <summary>Where a marker stands before the first scan's bits.</summary>
    private static int Find(byte[] file, int marker)
    {
        for (var at = 2; at < file.Length; at += 2 + (file[at + 2] << 8) + file[at + 3])
        {
            if (file[at + 1] == marker)
                return at;
            if (file[at + 1] == 0xDA)
                break;
        }

        return -1;
    }

    private static byte[] Picture(string name) => File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "fixtures", "multimodal", "pictures", name));

    private static Sample Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new(
            root.GetProperty("name").GetString()!,
            root.GetProperty("file").GetBytesFromBase64(),
            root.GetProperty("width").GetInt32(),
            root.GetProperty("height").GetInt32(),
            root.GetProperty("grey").GetBoolean(),
            Unpacked(root.GetProperty("rgb")),
            Unpacked(root.TryGetProperty("upright", out var upright) ? upright : root.GetProperty("rgb")));
    }

    private static byte[] Unpacked(JsonElement packed)
    {
        using var stream = new ZLibStream(new MemoryStream(packed.GetBytesFromBase64()), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A file and what libjpeg finds in it.</summary>
    public sealed record Sample(string Name, byte[] File, int Width, int Height, bool IsGrey, byte[] Rgb, byte[] Upright);
}
