namespace Kvv.Evaluation.Images;

/// <summary>A component in a scan, with its codes.</summary>
/// <param name="component">The component.</param>
/// <param name="dc">The codes of first coefficients, where the scan has such.</param>
/// <param name="ac">The codes of the others, where the scan has such.</param>
internal sealed class JpegScanPart(JpegComponent component, JpegCodes? dc, JpegCodes? ac)
{
    public JpegComponent Component => component;

    public JpegCodes Dc => dc!;

    public JpegCodes Ac => ac!;

    /// <summary>The first coefficient of the block before: only differences are stored.</summary>
    public int Before { get; set; }
}
