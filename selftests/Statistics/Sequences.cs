namespace Kvv.SelfTests.Statistics;

/// <summary>Neighbours of a sequence, for monotonicity checks.</summary>
internal static class Sequences
{
    public static IEnumerable<(T First, T Second)> Pairwise<T>(this IEnumerable<T> source)
    {
        T[] items = [.. source];
        return items.Zip(items.Skip(1));
    }
}
