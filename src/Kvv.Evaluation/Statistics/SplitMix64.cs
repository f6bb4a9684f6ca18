namespace Kvv.Evaluation.Statistics;

/// <summary>
/// The generator behind schedules, bootstrap draws and permutations: SplitMix64 (G. L. Steele, D. Lea, C. H. Flood,
/// OOPSLA 2014). Its sequence is part of the contract of a published schedule; that of <see cref="System.Random"/> is not.
/// Not for secrets.
/// </summary>
/// <param name="seed">Any 64 bits; equal seeds give equal sequences on every machine.</param>
public sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A uniform integer from 0 to <paramref name="bound"/> - 1, without modulo bias (by rejection).</summary>
    /// <param name="bound">At least 1.</param>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var range = (ulong)bound;
        // The 2^64 mod range values at the top would favour small remainders.
        var excess = (ulong.MaxValue % range + 1) % range;
        ulong bits;
        do
            bits = NextUInt64();
        while (bits > ulong.MaxValue - excess);
        return (int)(bits % range);
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Fisher-Yates from the top: every order equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = NextBelow(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in a random order.</summary>
    public int[] Permutation(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        Shuffle<int>(order);
        return order;
    }
}
