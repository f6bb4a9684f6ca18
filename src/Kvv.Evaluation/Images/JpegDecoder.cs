namespace Kvv.Evaluation.Images;

/// <summary>
/// Reads JPEG pictures (ITU-T T.81): baseline, extended and progressive Huffman coding with eight bits, in shades of grey, in colour with any
/// subsampling, and in inks (CMYK). Colour profiles are left alone.
/// </summary>
public static class JpegDecoder
{
    private const int StartOfImage = 0xD8;
    private const int EndOfImage = 0xD9;

    /// <summary>Reads a picture.</summary>
    /// <param name="file">The file.</param>
    /// <param name="upright">Whether to turn the picture as its EXIF orientation asks; else the pixels are as stored.</param>
    /// <exception cref="InvalidDataException">
    /// The file is no JPEG, is damaged, is coded in a way that we do not read, or has more than <see cref="Raster.MostPixels"/> pixels.
    /// </exception>
    public static Raster Decode(ReadOnlyMemory<byte> file, bool upright = false)
    {
        if (file.Length < 2 || file.Span[0] != 0xFF || file.Span[1] != StartOfImage)
            throw new InvalidDataException("The file is no JPEG.");
        var segments = new JpegSegments(file) { Position = 2 };
        var tables = new JpegTableSet();
        var colours = new JpegColours();
        var orientation = 1;
        JpegFrame? frame = null;
        int? last;
        while ((last = segments.Marker()) is { } marker and not EndOfImage)
        {
            switch (marker)
            {
                case 0xC4:
                    tables.ReadCodes(segments.Segment().Span);
                    break;
                case 0xDB:
                    tables.ReadSteps(segments.Segment().Span);
                    break;
                case 0xDD:
                    tables.ReadRestartInterval(segments.Segment().Span);
                    break;
                case >= 0xC0 and <= 0xCF and not 0xC8 and not 0xCC:
                    frame = frame is null ? JpegFrame.Read(marker, segments.Segment().Span, file.Length) : throw new InvalidDataException("The JPEG has a second frame.");
                    break;
                case 0xDA:
                    JpegScan.Read(segments, frame ?? throw new InvalidDataException("The JPEG has a scan before its frame."), tables);
                    break;
                case StartOfImage:
                    throw new InvalidDataException("The JPEG begins a second time.");
                case 0x01 or (>= 0xD0 and <= 0xD7):
                    // Markers that stand alone.
                    break;
                default:
                    var segment = segments.Segment().Span;
                    colours.Note(marker, segment);
                    if (marker == 0xE1 && ExifOrientation.Read(segment) is { } found)
                        orientation = found;
                    break;
            }
        }

        if (frame is null || frame.Components.Any(c => c.Missing[0] < 0))
            throw new InvalidDataException("The JPEG ends before its picture.");
        // A file may lack its last marker when nothing else can be lacking; of a rough picture nobody knows how fine it was to become.
        if (last is null && frame.IsProgressive && frame.Components.Any(c => c.Missing.Any(m => m != 0)))
            throw new InvalidDataException("The JPEG ends before the last of its scans.");
        var picture = colours.Picture(frame);
        return upright ? picture.Turn(orientation) : picture;
    }
}
