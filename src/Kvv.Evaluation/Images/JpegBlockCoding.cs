namespace Kvv.Evaluation.Images;

/// <summary>Reads the coefficients of blocks: all at once (T.81, F.2.2), or the part that a progressive scan brings (G.2).</summary>
/// <param name="bits">The bits of the scan.</param>
/// <param name="band">What the scan brings.</param>
internal sealed class JpegBlockCoding(JpegBits bits, JpegBand band)
{
    private const int MostSize = 15;

    // How many blocks are known to have nothing more.
    private int _ended;

    /// <summary>Forgets what went before a restart marker.</summary>
    public void Restart() => _ended = 0;

    /// <summary>Reads one block.</summary>
    /// <exception cref="InvalidDataException">The bits make no sense, or end.</exception>
    public void Read(JpegScanPart part, Span<short> block)
    {
        if (band.NeedsDc)
            First(part, block);
        else if (band.First == 0)
            block[0] |= (short)(bits.Take(1) << band.Low);
        if (band.IsWhole)
            Others(part.Ac, block, 1);
        else if (band.First > 0 && band.IsRefinement)
            Refine(part.Ac, block);
        else if (band.First > 0 && _ended > 0)
            _ended--;
        else if (band.First > 0)
            Others(part.Ac, block, band.First);
    }

    private void First(JpegScanPart part, Span<short> block)
    {
        var size = part.Dc.Read(bits);
        if (size > MostSize)
            throw Senseless();
        part.Before += bits.Value(size);
        block[0] = (short)(part.Before << band.Low);
    }

    private void Others(JpegCodes codes, Span<short> block, int first)
    {
        for (var at = first; at <= band.Last; at++)
        {
            var code = codes.Read(bits);
            var (zeros, size) = (code >> 4, code & 15);
            if (size == 0 && zeros < 15)
            {
                _ended = EndOfBand(zeros) - 1;
                return;
            }

            at += zeros;
            if (at > band.Last)
                throw Senseless();
            block[JpegTables.ZigZag[at]] = (short)(bits.Value(size) << band.Low);
        }
    }

    /// <summary>G.1.2.3: between coefficients that are new come bits for those that are known, one each.</summary>
    private void Refine(JpegCodes codes, Span<short> block)
    {
        var at = band.First;
        for (; _ended == 0 && at <= band.Last; at++)
        {
            var code = codes.Read(bits);
            var (zeros, size) = (code >> 4, code & 15);
            if (size > 1)
                throw Senseless();
            if (size == 0 && zeros < 15)
            {
                _ended = EndOfBand(zeros);
                break;
            }

            var fresh = size == 0 ? 0 : bits.Take(1) == 1 ? 1 << band.Low : -1 << band.Low;
            for (; at <= band.Last; at++)
            {
                ref var coefficient = ref block[JpegTables.ZigZag[at]];
                if (coefficient != 0)
                    Refine(ref coefficient);
                else if (zeros-- == 0)
                    break;
            }

            if (fresh == 0)
                continue;
            if (at > band.Last)
                throw Senseless();
            block[JpegTables.ZigZag[at]] = (short)fresh;
        }

        if (_ended == 0)
            return;
        for (; at <= band.Last; at++)
        {
            ref var coefficient = ref block[JpegTables.ZigZag[at]];
            if (coefficient != 0)
                Refine(ref coefficient);
        }

        _ended--;
    }

    private void Refine(ref short coefficient)
    {
        if (bits.Take(1) == 1)
            coefficient += (short)((coefficient > 0 ? 1 : -1) << band.Low);
    }

    /// <summary>How many blocks, this one included, have nothing more (G.1.2.2); sequential scans know of this one only.</summary>
    private int EndOfBand(int size)
    {
        if (!band.IsWhole)
            return (1 << size) + bits.Take(size);
        return size == 0 ? 1 : throw Senseless();
    }

    private static InvalidDataException Senseless() => new("The JPEG has a block that makes no sense.");
}
