namespace Kvv.Schemas;

/// <summary>A part of a parsed ECMA-262 pattern. Every set is a set of code points.</summary>
internal abstract record PatternNode
{
    /// <summary>One code point out of a set.</summary>
    public sealed record Set(CodePointSet CodePoints) : PatternNode;

    /// <summary>Parts one after the other; none matches the empty text.</summary>
    public sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>One of several parts, the first that leads to a match.</summary>
    public sealed record Choice(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <summary>A part repeated; <see cref="Most"/> is <see langword="null"/> without an upper bound.</summary>
    public sealed record Repeat(PatternNode Part, int Least, int? Most, bool IsLazy) : PatternNode;

    /// <summary>A capturing group, numbered from 1.</summary>
    public sealed record Capture(int Index, PatternNode Part) : PatternNode;

    /// <summary>What a group captured before.</summary>
    public sealed record Backreference(int Index) : PatternNode;

    /// <summary><c>^</c>: the start of the text.</summary>
    public sealed record Start : PatternNode;

    /// <summary><c>$</c>: the end of the text; a final line feed is not before it.</summary>
    public sealed record End : PatternNode;

    /// <summary><c>\b</c> or <c>\B</c>, in terms of ASCII word characters.</summary>
    public sealed record WordBoundary(bool IsNegated) : PatternNode;

    /// <summary>A look ahead or behind.</summary>
    public sealed record Look(PatternNode Part, bool IsBehind, bool IsNegated) : PatternNode;
}
