namespace Kvv.Schemas;

/// <summary>An immutable set of Unicode code points, kept as sorted, disjoint, non-touching ranges.</summary>
internal sealed class CodePointSet
{
    /// <summary>The last code point.</summary>
    public const int Last = 0x10FFFF;

    private readonly (int First, int Last)[] _ranges;

    private CodePointSet((int First, int Last)[] ranges) => _ranges = ranges;

    /// <summary>No code point.</summary>
    public static CodePointSet None { get; } = new([]);

    /// <summary>Every code point.</summary>
    public static CodePointSet All { get; } = new([(0, Last)]);

    /// <summary>The ranges in ascending order.</summary>
    public IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    /// <summary>How many code points there are.</summary>
    public int Count => _ranges.Sum(range => range.Last - range.First + 1);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The set of some ranges, in any order, overlapping or not.</summary>
    public static CodePointSet Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var sorted = new List<(int First, int Last)>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (sorted.Count > 0 && range.First <= sorted[^1].Last + 1)
                sorted[^1] = (sorted[^1].First, Math.Max(sorted[^1].Last, range.Last));
            else
                sorted.Add(range);
        }

        return new([.. sorted]);
    }

    /// <summary>The set of one code point.</summary>
    public static CodePointSet Single(int codePoint) => new([(codePoint, codePoint)]);

    /// <summary>The set of the code points of a text.</summary>
    public static CodePointSet OfCharacters(string text) => Of(text.EnumerateRunes().Select(rune => (rune.Value, rune.Value)));

    /// <summary>Everything in this set or the other.</summary>
    public CodePointSet Union(CodePointSet other) => Of(_ranges.Concat(other._ranges));

    /// <summary>Everything that is not in this set.</summary>
    public CodePointSet Complement()
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
                gaps.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= Last)
            gaps.Add((next, Last));
        return new([.. gaps]);
    }

    /// <summary>Everything in both sets.</summary>
    public CodePointSet Intersect(CodePointSet other) => Complement().Union(other.Complement()).Complement();

    /// <summary>Whether a code point is in the set.</summary>
    public bool Contains(int codePoint)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < _ranges[middle].First)
                high = middle - 1;
            else if (codePoint > _ranges[middle].Last)
                low = middle + 1;
            else
                return true;
        }

        return false;
    }

    /// <summary>The member at a position in ascending order.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    public int this[int index]
    {
        get
        {
            foreach (var (first, last) in _ranges)
            {
                if (index <= last - first)
                    return first + index;
                index -= last - first + 1;
            }

            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }
}
