using System.Text.RegularExpressions;

namespace Kvv.Schemas;

/// <summary><c>uuid</c> (RFC 4122), the two pointer formats (RFC 6901 and its relative draft) and <c>regex</c> (ECMA-262).</summary>
internal static class PlainFormats
{
    private static readonly Regex Uuid = Linear(@"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z");
    private static readonly Regex Pointer = Linear(@"\A(/([^~/]|~[01])*)*\z");
    private static readonly Regex RelativePointer = Linear(@"\A(0|[1-9][0-9]*)(#|(/([^~/]|~[01])*)*)\z");

    public static bool IsUuid(string text) => Uuid.IsMatch(text);

    public static bool IsJsonPointer(string text) => Pointer.IsMatch(text);

    public static bool IsRelativeJsonPointer(string text) => RelativePointer.IsMatch(text);

    public static bool IsPattern(string text)
    {
        try
        {
            PatternParser.Parse(text);
            return true;
        }
        catch (PatternSyntaxException)
        {
            return false;
        }
    }

    /// <summary>A pattern of .NET that is decided in linear time; a dot and a negated class match line ends.</summary>
    internal static Regex Linear(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline);
}
