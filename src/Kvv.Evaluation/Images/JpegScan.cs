namespace Kvv.Evaluation.Images;

/// <summary>One scan: a run over the picture that brings all or a part of some components' coefficients (T.81, B.2.3 and A.2).</summary>
internal sealed class JpegScan
{
    // B.2.3: a unit of several components holds no more blocks.
    private const int MostBlocks = 10;

    private readonly JpegFrame _frame;
    private readonly JpegTableSet _tables;
    private readonly List<JpegScanPart> _parts = [];
    private readonly JpegBand _band;

    private JpegScan(ReadOnlySpan<byte> header, JpegFrame frame, JpegTableSet tables)
    {
        (_frame, _tables) = (frame, tables);
        var count = header.IsEmpty ? 0 : header[0];
        if (count is < 1 or > 4 || header.Length != 4 + (2 * count))
            throw new InvalidDataException("The JPEG has no proper scan header.");
        _band = frame.IsProgressive ? JpegBand.Read(header[(1 + (2 * count))..], count) : JpegBand.Whole;
        for (var i = 1; i < 1 + (2 * count); i += 2)
        {
            var id = header[i];
            var component = frame.Components.FirstOrDefault(c => c.Id == id);
            if (component is null || _parts.Any(p => p.Component == component))
                throw new InvalidDataException($"The JPEG has a scan of a component {id} that is not in the picture, or twice in the scan.");
            component.Steps ??= tables.Steps(component.Table);
            _band.Claim(component);
            _parts.Add(new(component, _band.NeedsDc ? tables.Dc(header[i + 1] >> 4) : null, _band.NeedsAc ? tables.Ac(header[i + 1] & 15) : null));
        }

        if (count > 1 && _parts.Sum(p => p.Component.Across * p.Component.Down) > MostBlocks)
            throw new InvalidDataException("The JPEG has units of more than ten blocks.");
    }

    /// <summary>Reads a scan into the components of the frame.</summary>
    /// <param name="segments">The file, behind the scan's marker; then behind its bits.</param>
    /// <param name="frame">The picture.</param>
    /// <param name="tables">The tables in force.</param>
    /// <exception cref="InvalidDataException">The scan breaks the rules or ends too early.</exception>
    public static void Read(JpegSegments segments, JpegFrame frame, JpegTableSet tables)
    {
        var scan = new JpegScan(segments.Segment().Span, frame, tables);
        var bits = new JpegBits(segments.File, segments.Position);
        scan.Read(bits);
        segments.Position = bits.Position;
    }

    private void Read(JpegBits bits)
    {
        var coding = new JpegBlockCoding(bits, _band);
        // The blocks of a component alone come row by row, without those beside the picture (A.2.2).
        var alone = _parts.Count == 1 ? _parts[0].Component : null;
        var (across, down) = alone is null ? (_frame.UnitsAcross, _frame.UnitsDown) : (alone.BlocksAcross, alone.BlocksDown);
        for (var unit = 0; unit < across * down; unit++)
        {
            if (_tables.RestartInterval > 0 && unit > 0 && unit % _tables.RestartInterval == 0)
            {
                bits.Restart(((unit / _tables.RestartInterval) - 1) % 8);
                coding.Restart();
                _parts.ForEach(p => p.Before = 0);
            }

            if (alone is not null)
                coding.Read(_parts[0], alone.Block(unit % across, unit / across));
            else
                Unit(coding, unit % across, unit / across);
        }
    }

    private void Unit(JpegBlockCoding coding, int left, int top)
    {
        foreach (var part in _parts)
        {
            var component = part.Component;
            for (var y = 0; y < component.Down; y++)
            {
                for (var x = 0; x < component.Across; x++)
                    coding.Read(part, component.Block((left * component.Across) + x, (top * component.Down) + y));
            }
        }
    }
}
