using System.Buffers.Binary;

namespace Kvv.Evaluation.Images;

/// <summary>Turns the samples of a PNG into colours: palettes, transparent colours, depths (PNG specification, third edition, clauses 11.2.2, 11.3.1 and 13.12).</summary>
internal sealed class PngColours
{
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly int[]? _clear;

    /// <summary>Prepares the colours of a picture.</summary>
    /// <param name="header">The header.</param>
    /// <param name="palette">The chunk PLTE; empty when there is none.</param>
    /// <param name="transparency">The chunk tRNS; empty when there is none.</param>
    /// <exception cref="InvalidDataException">A palette is missing or malformed.</exception>
    public PngColours(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        _header = header;
        _palette = [];
        if (header.ColourType == 3)
        {
            if (palette.Length is 0 or > 768 || palette.Length % 3 != 0)
                throw new InvalidDataException("The PNG has no proper palette.");
            _palette = new byte[4 * palette.Length / 3];
            for (var i = 0; i < palette.Length / 3; i++)
            {
                palette.Slice(3 * i, 3).CopyTo(_palette.AsSpan(4 * i));
                _palette[(4 * i) + 3] = i < transparency.Length ? transparency[i] : (byte)255;
            }
        }
        else if (header.ColourType is 0 or 2 && transparency.Length == 2 * header.Channels)
        {
            _clear = new int[header.Channels];
            for (var i = 0; i < _clear.Length; i++)
                _clear[i] = BinaryPrimitives.ReadUInt16BigEndian(transparency[(2 * i)..]);
        }
    }

    /// <summary>Whether there are shades of grey alone.</summary>
    public bool IsGrey => _header.ColourType == 0 && _clear is null;

    /// <summary>Writes the colour of a pixel.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="index">Its place in the row.</param>
    /// <param name="rgba">Where the four bytes go.</param>
    /// <exception cref="InvalidDataException">The palette has no such colour.</exception>
    public void Pixel(ReadOnlySpan<byte> row, int index, Span<byte> rgba)
    {
        var first = index * _header.Channels;
        var a = Sample(row, first);
        switch (_header.ColourType)
        {
            case 3:
                if (4 * a >= _palette.Length)
                    throw new InvalidDataException($"The PNG uses colour {a} of a palette of {_palette.Length / 4}.");
                _palette.AsSpan(4 * a, 4).CopyTo(rgba);
                return;
            case 0 or 4:
                rgba[..3].Fill(Byte(a));
                rgba[3] = _header.ColourType == 4 ? Byte(Sample(row, first + 1)) : _clear is not null && _clear[0] == a ? (byte)0 : (byte)255;
                return;
            default:
                var (b, c) = (Sample(row, first + 1), Sample(row, first + 2));
                rgba[0] = Byte(a);
                rgba[1] = Byte(b);
                rgba[2] = Byte(c);
                rgba[3] = _header.ColourType == 6 ? Byte(Sample(row, first + 3)) : _clear is not null && _clear[0] == a && _clear[1] == b && _clear[2] == c ? (byte)0 : (byte)255;
                return;
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        if (_header.Depth == 8)
            return row[index];
        if (_header.Depth == 16)
            return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
        var bit = index * _header.Depth;
        return (row[bit / 8] >> (8 - _header.Depth - (bit % 8))) & ((1 << _header.Depth) - 1);
    }

    private byte Byte(int sample)
    {
        var most = (1 << _header.Depth) - 1;
        return (byte)(((sample * 255) + (most / 2)) / most);
    }
}
