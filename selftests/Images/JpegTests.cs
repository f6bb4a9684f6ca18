using System.Globalization;
using System.Security.Cryptography;
using Kvv.Evaluation.Images;
using NUnit.Framework;

namespace Kvv.SelfTests.Images;

/// <summary>Our own JPEG encoder writes files that another decoder reads, as good as that decoder's own and no larger.</summary>
[TestFixture]
public sealed class JpegTests
{
    [Test]
    public void TheFileHasThePartsOfABaselineJpeg([Values] bool grey)
    {
        var file = JpegEncoder.Encode(Picture(37, 21, 1, grey));
        var tables = grey ? new byte[] { 0xE0, 0xDB, 0xC0, 0xC4, 0xC4, 0xDA } : [0xE0, 0xDB, 0xDB, 0xC0, 0xC4, 0xC4, 0xC4, 0xC4, 0xDA];
        var (segments, scan) = Walk(file);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(segments.Select(s => s.Code), Is.EqualTo(tables));
            var frame = segments.Single(s => s.Code == 0xC0).Data;
            Assert.That(frame[..6], Is.EqualTo(new byte[] { 8, 0, 21, 0, 37, (byte)(grey ? 1 : 3) }));
            // The first steps of quality 75, as the Independent JPEG Group's library has them.
            Assert.That(segments.First(s => s.Code == 0xDB).Data[..9], Is.EqualTo(new byte[] { 0, 8, 6, 6, 7, 6, 5, 8, 7 }));
            Assert.That(file[^2..], Is.EqualTo(new byte[] { 0xFF, 0xD9 }));
            Assert.That(scan, Is.Not.Empty);
        }
    }

    // The same bytes on every machine; that another decoder reads them rightly is shown below.
    [Test]
    public void OnePictureIsOneFile() =>
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(JpegEncoder.Encode(Picture(61, 45, 2, grey: false)))), Is.EqualTo(Recorded));

    private const string Recorded = "4f1ff982865bcfc6ecabb066cf942aba22367f44eefaaf6935b300327bad7868";

    [Test]
    public void QualityIsSizeAndItsRangeIsKept()
    {
        var picture = Picture(64, 64, 3, grey: false);
        Assert.That(new[] { 5, 30, 75, 95, 100 }.Select(q => JpegEncoder.Encode(picture, q).Length), Is.Ordered.Ascending);
        Assert.That(() => JpegEncoder.Encode(picture, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => JpegEncoder.Encode(picture, 101), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => JpegEncoder.Encode(new(65_536, 1, new byte[4 * 65_536])), Throws.TypeOf<InvalidDataException>());
    }

    [Test]
    public void AnotherDecoderSeesThePictureAsItSeesItsOwn()
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-");
        try
        {
            var sizes = new[] { (1, 1), (1, 40), (40, 1), (7, 9), (8, 8), (16, 16), (17, 15), (33, 31), (200, 120), (500, 3) };
            foreach (var ((width, height), i) in sizes.Select((s, i) => (s, i)))
            {
                foreach (var grey in new[] { false, true })
                {
                    var picture = Picture(width, height, i, grey);
                    var name = Path.Combine(folder.FullName, $"{width}x{height}-{(grey ? "L" : "RGB")}");
                    File.WriteAllBytes(name + ".png", PngEncoder.EncodeRgb(picture));
                    File.WriteAllBytes(name + ".jpg", JpegEncoder.Encode(picture));
                }
            }

            var lines = Pillow.Run(Script.Replace("FOLDER", folder.FullName.Replace("\\", "/", StringComparison.Ordinal), StringComparison.Ordinal)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(lines, Has.Length.EqualTo(2 * sizes.Length));
            using (Assert.EnterMultipleScope())
            {
                foreach (var line in lines)
                {
                    var fields = line.Trim().Split(' ');
                    double Field(int i) => double.Parse(fields[i], CultureInfo.InvariantCulture);
                    Assert.That(fields[1], Is.EqualTo("same"), $"sides, mode, tables and sampling: {line}");
                    Assert.That(Field(2), Is.LessThanOrEqualTo(Field(3) + 0.25), $"mean error against that of Pillow's own file: {line}");
                    Assert.That(Field(4), Is.LessThanOrEqualTo((Field(5) * 1.02) + 64), $"bytes against those of Pillow's own file: {line}");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Both files against the picture, and against each other in everything but the bits.
    private const string Script = """
        import glob, io, os
        from PIL import Image, ImageChops, ImageStat
        for path in sorted(glob.glob("FOLDER/*.png")):
            mode = path[:-4].split("-")[-1]
            source = Image.open(path).convert(mode)
            buffer = io.BytesIO()
            source.save(buffer, "JPEG")
            ours, theirs = Image.open(path[:-4] + ".jpg"), Image.open(buffer)
            same = ours.size == source.size and ours.mode == mode and ours.quantization == theirs.quantization and ours.layer == theirs.layer
            def error(image):
                stat = ImageStat.Stat(ImageChops.difference(image.convert(mode), source))
                return sum(stat.mean) / len(stat.mean)
            print(os.path.basename(path), "same" if same else f"{ours.size} {ours.mode} {ours.quantization} {ours.layer} {theirs.quantization} {theirs.layer}".replace(" ", ""),
                  error(ours), error(theirs), os.path.getsize(path[:-4] + ".jpg"), len(buffer.getvalue()))
        """;

    /// <summary>Slopes with an edge and a little noise, drawn from a seed.</summary>
    private static Raster Picture(int width, int height, int seed, bool grey)
    {
        var random = new Kvv.Evaluation.Statistics.SplitMix64((ulong)seed);
        var pixels = new byte[4 * width * height];
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            var edge = x + y > (width + height) / 2 ? 90 : 0;
            var values = new[] { (x * 255 / width), (y * 255 / height), edge + (x * y % 97) }.Select(v => (byte)Math.Clamp(v + random.NextBelow(7) - 3, 0, 255)).ToArray();
            for (var c = 0; c < 3; c++)
                pixels[(4 * i) + c] = grey ? values[0] : values[c];
            pixels[(4 * i) + 3] = 255;
        }

        return new(width, height, pixels, grey);
    }

    /// <summary>The segments before the picture's bits, and those bits.</summary>
    private static (List<(byte Code, byte[] Data)> Segments, byte[] Scan) Walk(byte[] file)
    {
        Assert.That(file[..2], Is.EqualTo(new byte[] { 0xFF, 0xD8 }));
        var segments = new List<(byte, byte[])>();
        var at = 2;
        do
        {
            Assert.That(file[at], Is.EqualTo(0xFF), $"no marker at {at}");
            var length = (file[at + 2] << 8) | file[at + 3];
            segments.Add((file[at + 1], file[(at + 4)..(at + 2 + length)]));
            at += 2 + length;
        }
        while (segments[^1].Item1 != 0xDA);
        var scan = file[at..^2];
        var marks = scan.Select((b, i) => (b, i)).Where(m => m.b == 0xFF).ToList();
        Assert.That(marks.All(m => m.i + 1 < scan.Length && scan[m.i + 1] == 0), "a byte that looks like a marker");
        return (segments, scan);
    }
}
