using System.Globalization;
using System.Text;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Reports;

namespace Kvv.Conformance.Results;

/// <summary>Renders <c>summary.md</c>: the result for people, readable as plain text and in a pull request.</summary>
internal static class SummaryPage
{
    // Dozens of faults share a symptom with a common failure; a summary is read to its end.
    private const int MostUnlikely = 3;

    public static string Render(ResultDocument result)
    {
        var page = new StringBuilder();
        page.AppendLine(CultureInfo.InvariantCulture, $"# {result.Verdict.ToUpperInvariant()}: {Text(result.Endpoint.Model)} at {Text(result.Endpoint.BaseUrl)}");
        page.AppendLine();
        if (result.Endpoint.IsReference)
            page.AppendLine("> Reference endpoint: this result shows that the suite works and says nothing about any vendor.").AppendLine();
        Reasons(page, result);
        Facts(page, result);
        Faults(page, result);
        Failures(page, result);
        Benchmarks(page, result);
        Requirements(page, result);
        return page.ToString();
    }

    private static void Facts(StringBuilder page, ResultDocument result)
    {
        var c = result.Counts;
        page.AppendLine("| | |").AppendLine("|---|---|");
        Row(page, "Profile", $"{result.Profile}, dialect {result.Endpoint.Dialect}");
        Row(page, "Run", string.Create(CultureInfo.InvariantCulture, $"{result.Run.Id}, tier {result.Run.Tier}, seed {result.Run.Seed}{(result.Run.Resumed ? ", resumed" : "")}"));
        Row(page, "Suite", $"{result.Suite.Name} {result.Suite.Version} ({result.Suite.Commit})");
        Row(page, "Requirements", string.Create(CultureInfo.InvariantCulture, $"{c.Pass} pass, {c.Fail} fail, {c.Undecided} undecided, {c.Unsupported} unsupported, {c.Infrastructure} infrastructure, {c.HarnessError} suite errors, {c.NotRun} not run"));
        Row(page, "Gate", result.Gate ?? "not asked for");
        var spent = result.Spent();
        Row(page, "Usage", string.Create(CultureInfo.InvariantCulture, $"{spent.Requests} requests, {spent.PromptTokens} prompt tokens ({spent.CachedTokens} cached), {spent.CompletionTokens} completion tokens ({spent.ReasoningTokens} reasoning)"));
        page.AppendLine();
    }

    // The verdict gives a reason for each mode; people count rules.
    private static void Reasons(StringBuilder page, ResultDocument result)
    {
        if (result.Reasons.Count == 0)
            return;
        var broken = BrokenRule.Ordered(result, r => r.Status == "fail" && result.Decides(r));
        var (must, should) = (broken.Where(b => b.Modes[0].Level == "must").ToList(), broken.Where(b => b.Modes[0].Level != "must").ToList());
        if (must.Count > 0)
            page.AppendLine(CultureInfo.InvariantCulture, $"- {must.Count} must {(must.Count == 1 ? "rule is" : "rules are")} broken: {string.Join(", ", must.Select(b => b.Id))}");
        if (should.Count > 0)
            page.AppendLine(CultureInfo.InvariantCulture, $"- {should.Count} {(should.Count == 1 ? "recommendation is" : "recommendations are")} not followed, and this run requires them (Recommendations=require): {string.Join(", ", should.Select(b => b.Id))}");
        foreach (var reason in result.Reasons.Where(r => !broken.Any(b => r.StartsWith($"{b.Id} failed", StringComparison.Ordinal))))
            page.AppendLine(CultureInfo.InvariantCulture, $"- {Text(reason)}");
        page.AppendLine();
    }

    private static void Failures(StringBuilder page, ResultDocument result)
    {
        var rules = BrokenRule.Ordered(result, r => r.Status is "fail" or "harnessError" or "infrastructure" or "undecided");
        if (rules.Count == 0)
            return;
        page.AppendLine("## What did not pass").AppendLine();
        foreach (var rule in rules)
        {
            var first = rule.Modes[0];
            page.AppendLine(CultureInfo.InvariantCulture, $"### {first.Id} [{string.Join("] [", rule.Modes.Select(m => m.Mode))}]: {string.Join(", ", rule.Modes.Select(m => m.Status).Distinct())} ({first.Level})").AppendLine();
            page.AppendLine(Sentence(first.Title)).AppendLine();
            if (rule.Fault is { } likely)
                page.AppendLine(CultureInfo.InvariantCulture, $"- likely cause: `{likely.Id}`");
            else if (first.Faults.Count > 0)
                page.AppendLine(CultureInfo.InvariantCulture, $"- may be: {string.Join(", ", first.Faults.Select(f => $"`{f}`"))}");
            foreach (var same in rule.Modes.GroupBy(m => (m.Expected, m.Actual)))
            {
                if (same.Key.Expected is { } expected && expected != first.Title)
                    page.AppendLine(CultureInfo.InvariantCulture, $"- expected: {Text(expected)}");
                if (same.Key.Actual is { } actual)
                    page.AppendLine(CultureInfo.InvariantCulture, $"- actual: {Text(actual)}");
                foreach (var exchange in same.SelectMany(m => m.Evidence).Distinct().GroupBy(ExchangeOf, StringComparer.Ordinal))
                    page.AppendLine(CultureInfo.InvariantCulture, $"- evidence: {string.Join(", ", exchange.Select((file, i) => $"[{(i == 0 ? file : Path.GetFileName(file))}]({file})"))}");
            }

            page.AppendLine();
        }
    }

    // "evidence/check/01-request.json" and its answer belong together.
    private static string ExchangeOf(string file)
    {
        var name = file.LastIndexOf('/') + 1;
        var end = file.IndexOf('-', name);
        return end > name && file[name..end].All(char.IsAsciiDigit) ? file[..end] : file;
    }

    private static void Faults(StringBuilder page, ResultDocument result)
    {
        if (result.Faults.Count > 0)
            page.AppendLine("## Suspected faults").AppendLine();
        foreach (var fault in result.Faults.Where(f => f.Standing != "possible"))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"- **{fault.Id}**: {Sentence(fault.Title)}. {Text(fault.Reason ?? $"Shown by {string.Join(", ", fault.Requirements)}.")}");
            page.AppendLine(CultureInfo.InvariantCulture, $"  What to do: {Sentence(fault.Hint)}");
            if (fault.LookAlikes.Count > 0)
                page.AppendLine(CultureInfo.InvariantCulture, $"  Looks alike: {string.Join(", ", fault.LookAlikes)}.");
            if (fault.Sources.Count > 0)
                page.AppendLine(CultureInfo.InvariantCulture, $"  Seen in: {string.Join(", ", fault.Sources.Select(Text))}.");
            page.AppendLine(CultureInfo.InvariantCulture, $"  In the catalogue: `{FaultPage.RelativePath}#{fault.Id}`, or `kvv faults show {fault.Id}`.");
        }

        var unlikely = result.Faults.Where(f => f.Standing == "possible").ToList();
        foreach (var fault in unlikely.Take(MostUnlikely))
            page.AppendLine(CultureInfo.InvariantCulture, $"- less likely: {fault.Id}. {Text(fault.Reason ?? "")}");
        if (unlikely.Count > MostUnlikely)
            page.AppendLine(CultureInfo.InvariantCulture, $"- less likely still, each with its reason in report.html: {string.Join(", ", unlikely.Skip(MostUnlikely).Select(f => f.Id))}");
        if (result.Unexplained.Count > 0)
            page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Unknown: these findings fit no known fault: {string.Join(", ", result.Unexplained)}.");
        if (result.Faults.Count > 0 || result.Unexplained.Count > 0)
            page.AppendLine();
    }

    private static void Benchmarks(StringBuilder page, ResultDocument result)
    {
        if (result.Benchmarks.Count == 0)
            return;
        page.AppendLine("## Benchmarks").AppendLine();
        page.AppendLine("| benchmark | trials | metric | value | 95 % interval | threshold | status | |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var benchmark in result.Benchmarks)
        {
            var shown = BenchmarkLines.Telling(benchmark);
            var others = benchmark.Metrics.Count(m => m.Status == "pass") - shown.Count(m => m.Status == "pass");
            foreach (var m in shown)
            {
                page.AppendLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {benchmark.Id} | {benchmark.Trials} | {m.Name} | {m.Value:0.000} | {(m.Low is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{m.Low:0.000} to {m.High:0.000}"))} | {m.Threshold:0.000} | {m.Status} | {Text(m.Explanation)}{(m == shown[0] && others > 0 ? $"; {others} further figure{(others == 1 ? " holds" : "s hold")}" : "")} |"));
            }
        }

        page.AppendLine();
    }

    private static void Requirements(StringBuilder page, ResultDocument result)
    {
        // Folded where Markdown is shown: in a pull request it would be most of the page.
        page.AppendLine(CultureInfo.InvariantCulture, $"<details><summary>All {result.Requirements.Count} checks of requirements</summary>").AppendLine();
        page.AppendLine("| id | mode | level | status | rule |").AppendLine("|---|---|---|---|---|");
        foreach (var r in result.Requirements)
            page.AppendLine(CultureInfo.InvariantCulture, $"| {r.Id} | {r.Mode} | {r.Level} | {r.Status} | {Text(r.Title)} |");
        page.AppendLine().AppendLine("</details>");
    }

    private static void Row(StringBuilder page, string name, string value) => page.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Text(value)} |");

    /// <summary>A sentence of a catalogue, in which code stands between backticks; what is in them means nothing to Markdown.</summary>
    private static string Sentence(string sentence)
    {
        var parts = sentence.Split('`');
        // An odd backtick opens nothing.
        return parts.Length % 2 == 0 ? Text(sentence) : string.Concat(parts.Select((part, i) => i % 2 == 0 ? Text(part) : $"`{VisibleText.Line(part, part.Length)}`"));
    }

    /// <summary>Text of the endpoint or the user as plain text in Markdown: no markup, no line of its own, no control characters.</summary>
    private static string Text(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '!')
                safe.Append('\\');
            if (c == '\t')
                safe.Append(' ');
            else if (char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                safe.Append('�');
            else
                safe.Append(c);
        }

        return safe.ToString();
    }
}
