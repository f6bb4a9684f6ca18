using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>Every requirement by subject, whole replies beside streams, with each thinking mode in its cell.</summary>
internal static class RequirementTable
{
    public static void Add(Markup page, RunFolder run)
    {
        page.Add($"<section id=\"requirements\" aria-labelledby=\"requirements-h\"><h2 id=\"requirements-h\">Requirements by subject and mode</h2>\n");
        if (run.Result.Requirements.Count == 0)
        {
            page.Add($"<p>No requirement was judged.</p></section>\n");
            return;
        }

        page.Add($"<p class=\"tools\" id=\"requirement-tools\" hidden><label><input type=\"checkbox\" id=\"only-open\"> only what did not pass</label></p>\n");
        foreach (var category in run.Result.Requirements.GroupBy(r => r.Category, StringComparer.Ordinal).OrderBy(g => g.Key == Category.PreVerification ? 0 : 1).ThenBy(g => g.Key, StringComparer.Ordinal))
            Table(page, category.Key, [.. category]);
        page.Add($"</section>\n");
    }

    private static void Table(Markup page, string category, IReadOnlyList<RequirementInfo> findings)
    {
        page.Add($"<div class=\"scroll\"><table class=\"requirements\"><caption>{Words(category)}: {findings.Count(f => f.Status == "pass")} of {findings.Count} checks pass</caption>\n");
        page.Add($"<thead><tr><th scope=\"col\">Requirement</th><th scope=\"col\">Level</th><th scope=\"col\">Whole reply</th><th scope=\"col\">Stream</th></tr></thead>\n");
        foreach (var subject in findings.GroupBy(f => f.Subject, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var open = subject.Count(f => f.Status is not ("pass" or "unsupported"));
            page.Add($"<tbody{(open == 0 ? Quiet : null)}><tr class=\"subject\"><th colspan=\"4\" scope=\"rowgroup\">{(subject.Key.Length == 0 ? "other" : Words(subject.Key))} <small>{subject.Count(f => f.Status == "pass")} of {subject.Count()}{(open == 0 ? "" : $", {open} open")}</small></th></tr>\n");
            foreach (var rule in subject.GroupBy(f => f.Id, StringComparer.Ordinal))
                Row(page, [.. rule]);
            page.Add($"</tbody>\n");
        }

        page.Add($"</table></div>\n");
    }

    private static Markup Quiet { get; } = Markup.Of(m => m.Add($" class=\"quiet\""));

    private static void Row(Markup page, IReadOnlyList<RequirementInfo> modes)
    {
        var rule = modes[0];
        var quiet = modes.All(m => m.Status is "pass" or "unsupported");
        page.Add($"<tr id=\"r-{rule.Id}\"{(quiet ? Quiet : null)}><th scope=\"row\"><code class=\"id\">{rule.Id}</code> <span class=\"rule\">{Code.Spans(rule.Title)}</span></th><td>{rule.Level}</td>");
        if (modes.All(m => Half(m.Mode) is null))
            page.Add($"<td colspan=\"2\" class=\"both\">{Cell(modes)} <small>{rule.Mode}</small></td></tr>\n");
        else
            page.Add($"<td>{Cell([.. modes.Where(m => Half(m.Mode) != "stream")])}</td><td>{Cell([.. modes.Where(m => Half(m.Mode) == "stream")])}</td></tr>\n");
    }

    private static Markup Cell(IReadOnlyList<RequirementInfo> modes) => Markup.Of(m =>
    {
        if (modes.Count == 0)
            m.Add($"<span class=\"sr\">not in this mode</span>");
        foreach (var mode in modes)
            m.Add($"{StatusMark.Small(mode.Status, mode.Mode)}{Variant(mode.Mode)} ");
    });

    private static string? Half(string mode) => mode.StartsWith("whole", StringComparison.Ordinal) ? "whole" : mode.StartsWith("stream", StringComparison.Ordinal) ? "stream" : null;

    // "stream, thinking on" leaves "thinking on".
    private static Markup? Variant(string mode)
    {
        var comma = mode.IndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? null : Markup.Of(m => m.Add($"<small aria-hidden=\"true\">{mode[(comma + 2)..].Replace("thinking ", "", StringComparison.Ordinal)}</small>"));
    }

    /// <summary>A name of the code as words: <c>PreVerification</c> as "Pre-verification", <c>tool-calls</c> as "tool calls".</summary>
    public static string Words(string name) => name switch
    {
        Category.PreVerification => "Pre-verification",
        Category.ToolCall => "Tool calls",
        _ => name.Replace('-', ' '),
    };
}
