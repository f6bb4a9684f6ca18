namespace Kvv.ReferenceVendor.Text;

/// <summary>A seeded source of choices; the same seed gives the same choices.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next() => StableHash.Mix(_state++);

    /// <summary>A number from 0 to <paramref name="sides"/> − 1.</summary>
    public int Below(int sides) => (int)(Next() % (ulong)sides);

    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public T Pick<T>(IReadOnlyList<T> of) => of[Below(of.Count)];
}
