namespace Kvv.Schemas;

/// <summary>
/// Which members or items of one value have been evaluated by the keywords applied to it so far: the annotations that
/// <c>unevaluatedProperties</c> and <c>unevaluatedItems</c> ask for (2020-12 Core 11). A value is an object or an array, so one
/// set of positions serves both.
/// </summary>
internal sealed class Seen(int count)
{
    private readonly ulong[] _bits = new ulong[(count + 63) / 64];

    /// <summary>How many members or items the value has.</summary>
    public int Count => count;

    /// <summary>Notes the member or item at a position.</summary>
    public void Mark(int index) => _bits[index >> 6] |= 1UL << (index & 63);

    /// <summary>Notes the first members or items.</summary>
    public void MarkFirst(int number)
    {
        for (var i = 0; i < number; i++)
            Mark(i);
    }

    /// <summary>Whether the member or item at a position was evaluated.</summary>
    public bool IsMarked(int index) => (_bits[index >> 6] & (1UL << (index & 63))) != 0;

    /// <summary>Adds what another set for the same value notes.</summary>
    public void Merge(Seen other)
    {
        for (var i = 0; i < _bits.Length; i++)
            _bits[i] |= other._bits[i];
    }

    /// <summary>An empty set for the same value.</summary>
    public Seen Fresh() => new(count);
}
