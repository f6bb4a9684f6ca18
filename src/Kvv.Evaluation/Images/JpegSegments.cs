using System.Buffers.Binary;

namespace Kvv.Evaluation.Images;

/// <summary>Walks over the markers and segments of a JPEG (T.81, B.1.1).</summary>
/// <param name="file">The file.</param>
internal sealed class JpegSegments(ReadOnlyMemory<byte> file)
{
    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> File { get; } = file;

    /// <summary>The byte to be read next.</summary>
    public int Position { get; set; }

    /// <summary>The code of the next marker, past any bytes that belong to none; null at the end of the file.</summary>
    public int? Marker()
    {
        var bytes = File.Span;
        for (; Position + 1 < bytes.Length; Position++)
        {
            if (bytes[Position] != 0xFF || bytes[Position + 1] is 0x00 or 0xFF)
                continue;
            Position += 2;
            return bytes[Position - 1];
        }

        return null;
    }

    /// <summary>What follows the marker, without its length.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public ReadOnlyMemory<byte> Segment()
    {
        var rest = File[Position..];
        var length = rest.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
        if (length < 2 || length > rest.Length)
            throw new InvalidDataException("The JPEG ends within a segment.");
        Position += length;
        return rest[2..length];
    }
}
