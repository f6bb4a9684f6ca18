using System.Buffers.Binary;
using System.IO.Compression;

namespace Kvv.Evaluation.Images;

/// <summary>Writes pictures as PNG with eight bits of red, green and blue; transparency is dropped.</summary>
public static class PngEncoder
{
    /// <summary>The file of a picture.</summary>
    /// <param name="raster">The picture.</param>
    public static byte[] EncodeRgb(Raster raster)
    {
        ArgumentNullException.ThrowIfNull(raster);
        using var file = new MemoryStream();
        file.Write(PngChunks.Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, raster.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), raster.Height);
        (header[8], header[9]) = (8, 2);
        PngChunks.Write(file, "IHDR", header);
        PngChunks.Write(file, "IDAT", Packed(raster));
        PngChunks.Write(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Packed(Raster raster)
    {
        using var packed = new MemoryStream();
        using (var rows = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            var row = new byte[1 + (3 * raster.Width)];
            for (var y = 0; y < raster.Height; y++)
            {
                for (var x = 0; x < raster.Width; x++)
                    raster.Rgba.AsSpan(4 * ((y * raster.Width) + x), 3).CopyTo(row.AsSpan(1 + (3 * x)));
                rows.Write(row);
            }
        }

        return packed.ToArray();
    }
}
