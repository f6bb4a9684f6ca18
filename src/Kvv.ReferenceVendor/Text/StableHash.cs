namespace Kvv.ReferenceVendor.Text;

/// <summary>
/// FNV-1a over UTF-16 units with a final SplitMix64 step: the same number for the same text on every machine and in every
/// run, which <see cref="string.GetHashCode()"/> is not.
/// </summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> text, ulong seed = 0)
    {
        var hash = Offset ^ seed;
        foreach (var unit in text)
            hash = (hash ^ unit) * Prime;
        return Mix(hash);
    }

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var unit in bytes)
            hash = (hash ^ unit) * Prime;
        return Mix(hash);
    }

    public static ulong Combine(ulong a, ulong b) => Mix(a * Prime ^ b);

    /// <summary>The hash as a number of [0, 1).</summary>
    public static double Unit(ulong hash) => (Mix(hash) >> 11) * (1.0 / (1UL << 53));

    /// <summary>SplitMix64's output function.</summary>
    public static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
