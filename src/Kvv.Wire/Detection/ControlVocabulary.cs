using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kvv.Wire.Detection;

/// <summary>A chat format's control strings, ready to search for: all at once, and by the pieces that a broken parser leaves behind.</summary>
internal sealed class ControlVocabulary
{
    /// <summary>The shortest piece of a control string that counts, in characters (<c>ep|&gt;</c>).</summary>
    public const int ShortestFragment = 4;

    private static readonly ConditionalWeakTable<ChatFormat, ControlVocabulary> Known = [];

    private readonly string[] _strings;
    private readonly string[] _delimited;
    private readonly SearchValues<string> _search;

    private ControlVocabulary(ChatFormat format)
    {
        _strings = [.. format.ControlStrings.Where(s => s.Length > 1).SelectMany(WithOtherNumber).Distinct().OrderByDescending(s => s.Length)];
        // Only `<|…|>` (DeepSeek writes full-width bars) breaks into pieces that nobody would write; the end of `</call>` is plain XML.
        _delimited = [.. _strings.Where(s => s.Length > ShortestFragment && s[0] == '<' && IsBar(s[1]) && s[^1] == '>' && IsBar(s[^2]))];
        _search = SearchValues.Create(_strings, StringComparison.Ordinal);
    }

    /// <summary>The vocabulary of a format, made once.</summary>
    public static ControlVocabulary Of(ChatFormat format) => Known.GetValue(format, f => new ControlVocabulary(f));

    /// <summary>The first control string at or after an index, or <see langword="null"/>.</summary>
    public string? Next(string text, ref int at)
    {
        var next = at <= text.Length ? text.AsSpan(at).IndexOfAny(_search) : -1;
        if (next < 0)
            return null;
        at += next;
        var found = at;
        return Array.Find(_strings, s => string.CompareOrdinal(text, found, s, 0, s.Length) == 0);
    }

    /// <summary>The longest piece of a control string, but not a whole one, that a text ends with: its beginning or its end.</summary>
    public string? FragmentAtEnd(ReadOnlySpan<char> text)
    {
        foreach (var control in _delimited)
        {
            for (var length = Math.Min(control.Length - 1, text.Length); length >= ShortestFragment; length--)
            {
                if (text.EndsWith(control.AsSpan(0, length)) || text.EndsWith(control.AsSpan(control.Length - length)))
                    return EndsWithWhole(text) ? null : text[^length..].ToString();
            }
        }

        return null;
    }

    /// <summary>The longest end of a control string, but not a whole one, that a text starts with.</summary>
    public string? FragmentAtStart(ReadOnlySpan<char> text)
    {
        foreach (var control in _delimited)
        {
            for (var length = Math.Min(control.Length - 1, text.Length); length >= ShortestFragment; length--)
            {
                if (text.StartsWith(control.AsSpan(control.Length - length)))
                    return text[..length].ToString();
            }
        }

        return null;
    }

    private bool EndsWithWhole(ReadOnlySpan<char> text)
    {
        foreach (var control in _strings)
        {
            if (text.EndsWith(control))
                return true;
        }

        return false;
    }

    // Models write the section marker in singular and plural (llama.cpp#17376), whatever their template says.
    private static IEnumerable<string> WithOtherNumber(string control)
    {
        yield return control;
        if (control.Contains("tool_calls_section", StringComparison.Ordinal))
            yield return control.Replace("tool_calls_section", "tool_call_section", StringComparison.Ordinal);
        else if (control.Contains("tool_call_section", StringComparison.Ordinal))
            yield return control.Replace("tool_call_section", "tool_calls_section", StringComparison.Ordinal);
    }

    private static bool IsBar(char c) => c is '|' or '\uFF5C';
}
