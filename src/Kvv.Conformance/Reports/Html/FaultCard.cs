using Kvv.Conformance.Faults;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>A suspected fault: what it is, why it is suspected, what to do about it.</summary>
internal static class FaultCard
{
    public static void Add(Markup page, FaultInfo fault, ResultDocument result)
    {
        page.Add($"<li class=\"card\" id=\"fault-{fault.Id}\"><h4>{Code.Spans(fault.Title)} <code class=\"id\">{fault.Id}</code></h4>\n<dl class=\"facts\">");
        if (fault.Reason is not null)
            page.Add($"<dt>Why it is suspected</dt><dd>{fault.Reason}</dd>");
        if (fault.Severity is not null)
            page.Add($"<dt>Why it matters</dt><dd>{Severity(fault.Severity)} {(fault.Symptom is null ? null : Code.Spans(fault.Symptom))}</dd>");
        if (fault.Cause is not null)
            page.Add($"<dt>Usual cause</dt><dd>{Code.Spans(fault.Cause)}</dd>");
        page.Add($"<dt>What to do</dt><dd class=\"do\">{Code.Spans(fault.Hint)}</dd><dt>Shown by</dt><dd>");
        foreach (var id in fault.Requirements)
            page.Add($"{Rule(id, result)} ");
        foreach (var figure in fault.Figures)
            page.Add($"{Figure(figure, result)} ");
        page.Add($"</dd>");
        if (fault.LookAlikes.Count > 0)
        {
            page.Add($"<dt>Looks alike</dt><dd>");
            foreach (var id in fault.LookAlikes)
                page.Add($"{Name(id, result)} ");
            page.Add($"</dd>");
        }

        if (fault.Sources.Count > 0)
        {
            page.Add($"<dt>Seen in</dt><dd>");
            var links = fault.Links.ToDictionary(l => l.Name, l => l.Url, StringComparer.Ordinal);
            for (var i = 0; i < fault.Sources.Count; i++)
                page.Add($"{(i > 0 ? "; " : "")}{SourceLinks.Link(fault.Sources[i], links.GetValueOrDefault(fault.Sources[i]))}");
            page.Add($"</dd>");
        }

        page.Add($"<dt>In the catalogue</dt><dd><code>{FaultPage.RelativePath}#{fault.Id}</code>, or <code>kvv faults show {fault.Id}</code></dd></dl></li>\n");
    }

    /// <summary>What no fault explains: said in so many words, so that a name never hides a failure.</summary>
    public static void Unexplained(Markup page, ResultDocument result)
    {
        page.Add($"<p class=\"card\" id=\"unexplained\"><b>Unknown:</b> these findings fit no known fault: ");
        foreach (var subject in result.Unexplained)
        {
            if (subject.Contains('/', StringComparison.Ordinal))
                page.Add($"{Figure(subject, result)} ");
            else
                page.Add($"{Rule(subject, result)} ");
        }

        page.Add($"</p>\n");
    }

    /// <summary>A fault's id, as a link when the page has a card for it.</summary>
    public static Markup Name(string fault, ResultDocument result) => Markup.Of(m =>
    {
        if (result.Faults.Any(f => f.Id == fault))
            m.Add($"<a href=\"#fault-{fault}\"><code>{fault}</code></a>");
        else
            m.Add($"<code>{fault}</code>");
    });

    /// <summary>A rule's id, as a link to its failure with the evidence, or else to its row.</summary>
    public static Markup Rule(string id, ResultDocument result) => Markup.Of(m =>
    {
        if (FailureSection.AnchorOf(id, result) is { } anchor)
            m.Add($"<a href=\"#{anchor}\"><code>{id}</code></a>");
        else
            m.Add($"<code>{id}</code>");
    });

    // "benchmark/figure" leads to the benchmark.
    private static Markup Figure(string figure, ResultDocument result) => Markup.Of(m =>
    {
        if (result.Benchmarks.Any(b => figure.StartsWith($"{b.Id}/", StringComparison.Ordinal)))
            m.Add($"<a href=\"#b-{figure[..figure.IndexOf('/', StringComparison.Ordinal)]}\"><code>{figure}</code></a>");
        else
            m.Add($"<code>{figure}</code>");
    });

    private static string Severity(string severity) => severity switch
    {
        "critical" => "Critical: answers are wrong or data is unsafe, and nothing says so.",
        "high" => "High: the turn is lost.",
        "medium" => "Medium: the answer is worse, slower or billed wrongly.",
        "low" => "Low: some clients feel it.",
        _ => "",
    };
}
