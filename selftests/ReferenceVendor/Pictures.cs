using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>Small PNG images of one colour, and requests that carry them.</summary>
internal static class Pictures
{
    public static byte[] Red { get; } = Png(64, 64, 220, 20, 20);

    public static byte[] Blue { get; } = Png(64, 64, 20, 20, 220);

    /// <summary>A picture of <c>fixtures/multimodal</c>.</summary>
    public static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "fixtures", "multimodal", "pictures", name));

    public static JsonObject Ask(string text, params byte[][] images)
    {
        var parts = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text });
        foreach (var image in images)
            parts.Add((JsonNode)new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = "data:image/png;base64," + Convert.ToBase64String(image) } });
        return new() { ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = parts }) };
    }

    public static byte[] Png(int width, int height, byte r, byte g, byte b)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(png, "IHDR"u8, header);
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < width; x++)
                    zlib.Write([r, g, b]);
            }
        }

        Chunk(png, "IDAT"u8, rows.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(type);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. type, .. data]));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
