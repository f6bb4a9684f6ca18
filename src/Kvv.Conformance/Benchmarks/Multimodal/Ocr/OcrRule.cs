using System.Text.RegularExpressions;

namespace Kvv.Conformance.Benchmarks.Multimodal.Ocr;

/// <summary>
/// Whether a reply holds one of the right answers of OCRBench. Formulas are compared without white space and with their case;
/// everything else in small letters, white space made one blank. An answer that is a number, or has up to three characters,
/// must not be part of a longer number or word: "5" is not in "15", "no" not in "know". An empty answer is in nothing.
/// </summary>
internal static partial class OcrRule
{
    /// <summary>The category that is compared as a formula.</summary>
    public const string Formulas = "Handwritten Mathematical Expression Recognition";

    private const int Short = 3;

    /// <summary>The right answer that the reply holds, or <see langword="null"/>.</summary>
    /// <param name="category">The item's <c>question_type</c>.</param>
    /// <param name="answers">The right answers.</param>
    /// <param name="reply">The reply's content.</param>
    public static string? Found(string category, IReadOnlyList<string> answers, string reply)
    {
        var isFormula = category == Formulas;
        var said = isFormula ? White().Replace(reply, "") : Words(reply);
        return answers.FirstOrDefault(a => (isFormula ? White().Replace(a, "") : Words(a)) is { Length: > 0 } wanted && (isFormula ? said.Contains(wanted, StringComparison.Ordinal) : Holds(said, wanted)));
    }

    /// <summary>The makers' rule (MoonshotAI/Kimi-Vendor-Verifier, <c>ocr_bench.py</c>), for a figure that compares with published ones.</summary>
    /// <inheritdoc cref="Found" path="/param"/>
    public static bool Upstream(string category, IReadOnlyList<string> answers, string reply)
    {
        string Form(string text) => category == Formulas
            ? text.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            : text.ToLowerInvariant().Trim().Replace('\n', ' ');
        var said = Form(reply);
        return answers.Any(a => said.Contains(Form(a), StringComparison.Ordinal));
    }

    private static bool Holds(string said, string wanted)
    {
        var isNumber = wanted.Any(char.IsAsciiDigit) && !wanted.Any(char.IsLetter);
        if (wanted.Length > Short && !isNumber)
            return said.Contains(wanted, StringComparison.Ordinal);
        for (var at = said.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = said.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            if (!Joined(said, at - 1, at) && !Joined(said, at + wanted.Length - 1, at + wanted.Length) && !IsPartOfNumber(said, at, wanted.Length))
                return true;
        }

        return false;
    }

    /// <summary>Whether two neighbours belong to one word or one number. Writing without blanks between words has no such borders.</summary>
    private static bool Joined(string text, int left, int right) =>
        left >= 0 && right < text.Length
        && ((char.IsAsciiLetter(text[left]) && char.IsAsciiLetter(text[right])) || (char.IsAsciiDigit(text[left]) && char.IsAsciiDigit(text[right])));

    /// <summary>"5" in "2.5", "3.5" … or "1,005": a point or comma between digits continues a number.</summary>
    private static bool IsPartOfNumber(string text, int at, int length)
    {
        bool Digit(int i) => i >= 0 && i < text.Length && char.IsAsciiDigit(text[i]);
        bool Mark(int i) => i >= 0 && i < text.Length && text[i] is '.' or ',';
        return (Digit(at) && Mark(at - 1) && Digit(at - 2)) || (Digit(at + length - 1) && Mark(at + length) && Digit(at + length + 1));
    }

    private static string Words(string text) => White().Replace(text.ToLowerInvariant(), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
