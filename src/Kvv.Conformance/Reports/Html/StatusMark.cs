namespace Kvv.Conformance.Reports.Html;

/// <summary>How a status looks and is read out: a symbol, a word and a class, so that colour is never the only sign.</summary>
internal static class StatusMark
{
    public static string Symbol(string status) => status switch
    {
        "pass" or "conforms" or "right" => "✓",
        "fail" or "fails" or "wrong" => "✗",
        "undecided" or "unscored" => "?",
        "unsupported" => "–",
        "infrastructure" => "⚡",
        "harnessError" => "!",
        "informative" => "i",
        _ => "·",
    };

    public static string Word(string status) => status switch
    {
        "harnessError" => "suite error",
        "notRun" => "not run",
        "unsupported" => "does not apply",
        "infrastructure" => "no answer",
        _ => status,
    };

    /// <summary>A chip with symbol and word.</summary>
    public static Markup Chip(string status) => Markup.Of(m => m.Add($"<span class=\"chip s-{status}\"><span aria-hidden=\"true\">{Symbol(status)}</span> {Word(status)}</span>"));

    /// <summary>A symbol whose word is there for screen readers and as a tooltip.</summary>
    public static Markup Small(string status, string label) =>
        Markup.Of(m => m.Add($"<span class=\"mark s-{status}\" title=\"{label}: {Word(status)}\"><span aria-hidden=\"true\">{Symbol(status)}</span><span class=\"sr\">{label}: {Word(status)}</span></span>"));
}
