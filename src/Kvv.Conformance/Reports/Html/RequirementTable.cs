using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>Every requirement by subject, whole replies beside streams, with each thinking mode in its cell.</summary>
internal static class RequirementTable
{
    private static readonly string[] Halves = ["whole", "stream", ""];
    private static readonly string[] WorstFirst = ["fail", "harnessError", "infrastructure", "undecided", "notRun"];

    public static void Add(Markup page, RunFolder run)
    {
        page.Add($"<section id=\"requirements\" aria-labelledby=\"requirements-h\"><h2 id=\"requirements-h\">Requirements by subject and mode</h2>\n");
        if (run.Result.Requirements.Count == 0)
        {
            page.Add($"<p>No requirement was judged.</p></section>\n");
            return;
        }

        page.Add($"<p class=\"tools\" id=\"requirement-tools\" hidden><label><input type=\"checkbox\" id=\"only-open\"> only what did not pass</label></p>\n");
        foreach (var category in run.Result.Requirements.GroupBy(r => r.Category, StringComparer.Ordinal).OrderBy(g => g.Key == Conformance.Category.PreVerification ? 0 : 1).ThenBy(g => g.Key, StringComparer.Ordinal))
            Category(page, category.Key, [.. category]);
        page.Add($"</section>\n");
    }

    private static void Category(Markup page, string category, IReadOnlyList<RequirementInfo> findings)
    {
        var subjects = findings.GroupBy(f => f.Subject, StringComparer.Ordinal).OrderBy(g => g.Any(IsOpen) ? 0 : 1).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => (Name: g.Key.Length == 0 ? "other" : g.Key, Findings: g.ToList())).ToList();
        Overview(page, category, findings, subjects);
        foreach (var (name, group) in subjects.Where(s => s.Findings.Any(IsOpen)))
            Subject(page, category, name, group);
        var quiet = subjects.Where(s => !s.Findings.Any(IsOpen)).ToList();
        if (quiet.Count == 0)
            return;
        page.Add($"<details class=\"more quiet\"><summary>Every rule of {(quiet.Count == subjects.Count ? "" : "the other ")}{Amount.Of(quiet.Count, "subject")}</summary>\n");
        foreach (var (name, group) in quiet)
            Subject(page, category, name, group);
        page.Add($"</details>\n");
    }

    private static void Subject(Markup page, string category, string name, List<RequirementInfo> group)
    {
        var open = group.Count(IsOpen);
        page.Add($"<details class=\"card subject{(open == 0 ? " quiet" : "")}\" id=\"{Anchor(category, name)}\"{(open == 0 ? null : Unfolded)}><summary><b>{Words(name)}</b> <small>{Passing(group)}{(open == 0 ? "" : $", {open} open")}</small></summary>\n");
        page.Add($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{Words(category)}, {Words(name)}\"><table class=\"requirements\"><caption class=\"sr\">{Words(category)}, {Words(name)}</caption><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\" class=\"level\">Level</th><th scope=\"col\">Whole reply</th><th scope=\"col\">Stream</th></tr></thead>\n<tbody>");
        foreach (var rule in group.GroupBy(f => f.Id, StringComparer.Ordinal))
            Row(page, [.. rule]);
        page.Add($"</tbody></table></div></details>\n");
    }

    private static void Overview(Markup page, string category, IReadOnlyList<RequirementInfo> findings, IEnumerable<(string Name, List<RequirementInfo> Findings)> subjects)
    {
        string[] halves = [.. Halves.Where(h => findings.Any(f => Half(f.Mode) == h))];
        page.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{Words(category)}, overview\"><table class=\"overview\"><caption>{Words(category)}: {Passing(findings)}</caption>\n<thead><tr><th scope=\"col\">Subject</th>");
        foreach (var half in halves)
            page.Add($"<th scope=\"col\">{half switch { "whole" => "Whole reply", "stream" => "Stream", _ => "Every reply" }}</th>");
        page.Add($"</tr></thead>\n<tbody>");
        foreach (var (name, group) in subjects)
        {
            page.Add($"<tr><th scope=\"row\"><a href=\"#{Anchor(category, name)}\">{Words(name)}</a></th>");
            foreach (var half in halves)
                page.Add($"<td>{Share([.. group.Where(f => Half(f.Mode) == half)])}</td>");
            page.Add($"</tr>\n");
        }

        page.Add($"</tbody></table></div>\n");
    }

    private static Markup Share(IReadOnlyList<RequirementInfo> findings) => Markup.Of(m =>
    {
        var applicable = findings.Count(f => f.Status != "unsupported");
        if (findings.Count == 0)
            m.Add($"<span class=\"none\">–</span>");
        else if (applicable == 0)
            m.Add($"<span class=\"none\">does not apply</span>");
        else
        {
            var worst = WorstFirst.FirstOrDefault(s => findings.Any(f => f.Status == s)) ?? "pass";
            m.Add($"<span class=\"chip s-{worst}\"><span aria-hidden=\"true\">{StatusMark.Symbol(worst)}</span> {findings.Count(f => f.Status == "pass")} of {applicable}</span>");
            if (worst != "pass")
                m.Add($" <small>{string.Join(", ", findings.Where(IsOpen).GroupBy(f => f.Status, StringComparer.Ordinal).Select(g => $"{g.Count()} {StatusMark.Word(g.Key)}"))}</small>");
        }
    });

    private static string Passing(IReadOnlyCollection<RequirementInfo> findings)
    {
        var applicable = findings.Count(f => f.Status != "unsupported");
        return applicable == 0 ? "does not apply" : $"{findings.Count(f => f.Status == "pass")} of {applicable} checks pass";
    }

    private static bool IsOpen(RequirementInfo finding) => finding.Status is not ("pass" or "unsupported");

    private static string Anchor(string category, string subject) => $"s-{category}-{subject.Replace(' ', '-')}";

    private static Markup Unfolded { get; } = Markup.Of(m => m.Add($" open"));

    private static Markup Quiet { get; } = Markup.Of(m => m.Add($" class=\"quiet\""));

    private static void Row(Markup page, IReadOnlyList<RequirementInfo> modes)
    {
        var rule = modes[0];
        var quiet = !modes.Any(IsOpen);
        page.Add($"<tr id=\"r-{rule.Id}\"{(quiet ? Quiet : null)}><th scope=\"row\"><code class=\"id\">{rule.Id}</code> <span class=\"rule\">{Code.Spans(rule.Title)} <small class=\"level\">{rule.Level}</small></span></th><td class=\"level\">{rule.Level}</td>");
        if (modes.All(m => Half(m.Mode).Length == 0))
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

    private static string Half(string mode) => mode.StartsWith("whole", StringComparison.Ordinal) ? "whole" : mode.StartsWith("stream", StringComparison.Ordinal) ? "stream" : "";

    // "stream, thinking on" leaves "thinking on".
    private static Markup? Variant(string mode)
    {
        var comma = mode.IndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? null : Markup.Of(m => m.Add($"<small aria-hidden=\"true\">{mode[(comma + 2)..].Replace("thinking ", "", StringComparison.Ordinal)}</small>"));
    }

    /// <summary>A name of the code as words: <c>PreVerification</c> as "Pre-verification", <c>tool-calls</c> as "tool calls".</summary>
    public static string Words(string name) => name switch
    {
        Conformance.Category.PreVerification => "Pre-verification",
        Conformance.Category.ToolCall => "Tool calls",
        _ => name.Replace('-', ' '),
    };
}
