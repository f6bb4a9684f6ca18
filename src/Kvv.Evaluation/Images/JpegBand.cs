namespace Kvv.Evaluation.Images;

/// <summary>Which part of the coefficients a scan brings (T.81, G.1.1).</summary>
/// <param name="First">The first place of the zigzag, 0 to 63.</param>
/// <param name="Last">The last place.</param>
/// <param name="High">The lowest bit that earlier scans brought; 0 when there was none.</param>
/// <param name="Low">The lowest bit that this scan brings.</param>
/// <param name="IsWhole">Whether the scan brings everything (sequential coding).</param>
internal sealed record JpegBand(int First, int Last, int High, int Low, bool IsWhole)
{
    /// <summary>All of every coefficient.</summary>
    public static readonly JpegBand Whole = new(0, 63, 0, 0, true);

    // Coefficients of eight-bit samples have no higher bit.
    private const int MostBits = 13;

    /// <summary>Whether the scan adds a bit to what is there.</summary>
    public bool IsRefinement => High > 0;

    /// <summary>Whether codes of first coefficients are read. Their refinement is bits without a code.</summary>
    public bool NeedsDc => First == 0 && !IsRefinement;

    /// <summary>Whether codes of other coefficients are read.</summary>
    public bool NeedsAc => IsWhole || First > 0;

    /// <summary>Reads the last bytes of the header of a progressive scan.</summary>
    /// <param name="header">Three bytes.</param>
    /// <param name="components">Components of the scan.</param>
    /// <exception cref="InvalidDataException">They break the rules.</exception>
    public static JpegBand Read(ReadOnlySpan<byte> header, int components)
    {
        var band = new JpegBand(header[0], header[1], header[2] >> 4, header[2] & 15, false);
        var isDc = band is { First: 0, Last: 0 };
        var isAc = band.First > 0 && band.Last >= band.First && band.Last < 64 && components == 1;
        if ((!isDc && !isAc) || band.Low > MostBits || (band.IsRefinement && band.Low != band.High - 1))
            throw new InvalidDataException($"The JPEG has a scan of coefficients {band.First} to {band.Last} and bits {band.High} to {band.Low}, which breaks the rules.");
        return band;
    }

    /// <summary>
    /// Notes in the component what this scan brings. Nothing may come twice, and nothing is refined that is not there: so the
    /// number of scans is bounded, whatever a file says.
    /// </summary>
    /// <exception cref="InvalidDataException">It came before, or what it refines did not.</exception>
    public void Claim(JpegComponent component)
    {
        for (var at = First; at <= Last; at++)
        {
            if (component.Missing[at] != (IsRefinement ? High : -1) || (First > 0 && component.Missing[0] < 0))
                throw new InvalidDataException("The JPEG has a scan that comes twice, or before one that it builds upon.");
            component.Missing[at] = Low;
        }
    }
}
