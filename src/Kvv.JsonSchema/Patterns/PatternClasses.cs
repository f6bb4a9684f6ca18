namespace Kvv.Schemas;

/// <summary>The character classes that ECMA-262 defines by themselves.</summary>
internal static class PatternClasses
{
    /// <summary><c>\d</c>: ASCII digits only.</summary>
    public static CodePointSet Digit { get; } = CodePointSet.Of(('0', '9'));

    /// <summary><c>\w</c>: ASCII letters, digits and the underscore only.</summary>
    public static CodePointSet Word { get; } = CodePointSet.Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary><c>\s</c>: WhiteSpace and LineTerminator; the former holds U+FEFF and category Zs.</summary>
    public static CodePointSet Space { get; } = CodePointSet.Of(
        (0x09, 0x0D), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
        (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    /// <summary><c>.</c> without the <c>s</c> flag: everything but the four line terminators.</summary>
    public static CodePointSet AnyButLineEnd { get; } = CodePointSet.Of((0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)).Complement();
}
