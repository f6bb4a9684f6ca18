namespace Kvv.Evaluation.Images;

/// <summary>
/// Brings a component to the size of the picture as the Independent JPEG Group's library does unless told otherwise: a component of half
/// the size takes three parts of the nearest sample and one of the next nearest, in each direction; any other repeats its samples.
/// </summary>
/// <param name="plane">The component.</param>
/// <param name="across">The component's share of samples across, and the largest share.</param>
/// <param name="down">The component's share of samples down, and the largest share.</param>
internal sealed class JpegUpsampling(JpegPlane plane, (int Own, int Most) across, (int Own, int Most) down)
{
    private readonly bool _isSmoothAcross = IsHalf(across) && (IsHalf(down) || IsFull(down)) && plane.Width > 2;
    private readonly bool _isSmoothDown = IsHalf(down) && (IsFull(across) || (IsHalf(across) && plane.Width > 2));
    private readonly int[] _sums = new int[plane.Width];

    /// <summary>One row in the picture's size.</summary>
    /// <param name="y">The row of the picture.</param>
    /// <param name="row">The samples.</param>
    public void Row(int y, Span<byte> row)
    {
        var near = Math.Min(y * down.Own / down.Most, plane.Height - 1);
        var far = Math.Clamp(y % 2 == 0 ? near - 1 : near + 1, 0, plane.Height - 1);
        for (var x = 0; x < _sums.Length; x++)
            _sums[x] = _isSmoothDown ? (3 * plane.At(x, near)) + plane.At(x, far) : plane.At(x, near);
        if (_isSmoothAcross)
        {
            // Halves are rounded up and down in turn.
            var (even, odd, shift) = _isSmoothDown ? (8, 7, 4) : (1, 2, 2);
            for (var x = 0; x < row.Length; x++)
            {
                var next = Math.Clamp(x % 2 == 0 ? (x / 2) - 1 : (x / 2) + 1, 0, _sums.Length - 1);
                row[x] = (byte)(((3 * _sums[x / 2]) + _sums[next] + (x % 2 == 0 ? even : odd)) >> shift);
            }

            return;
        }

        for (var x = 0; x < row.Length; x++)
        {
            var sum = _sums[x * across.Own / across.Most];
            row[x] = (byte)(_isSmoothDown ? (sum + (y % 2 == 0 ? 1 : 2)) >> 2 : sum);
        }
    }

    private static bool IsHalf((int Own, int Most) share) => 2 * share.Own == share.Most;

    private static bool IsFull((int Own, int Most) share) => share.Own == share.Most;
}
