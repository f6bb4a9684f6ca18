namespace Kvv.Conformance.Reports.Html;

/// <summary>What went wrong on the way, kept apart from what the model said: outages, retries, blocked parts, errors of the suite.</summary>
internal static class InfrastructureSection
{
    public static void Add(Markup page, RunFolder run, TrialList trials)
    {
        page.Add($"<section id=\"infrastructure\" aria-labelledby=\"infrastructure-h\"><h2 id=\"infrastructure-h\">Infrastructure, and what did not run</h2>\n<ul class=\"plain\">");
        var any = false;
        foreach (var line in Lines(run, trials))
        {
            any = true;
            page.Add($"<li>{line}</li>\n");
        }

        if (!any)
            page.Add($"<li>None: every request was answered at the first attempt, and everything ran.</li>");
        page.Add($"</ul></section>\n");
    }

    private static IEnumerable<Markup> Lines(RunFolder run, TrialList trials)
    {
        foreach (var group in run.Result.Requirements.Where(r => r.Status == "infrastructure").GroupBy(r => r.Actual))
            yield return Line($"{Amount.Of(group.Count(), "check")} got no answer worth judging", group.Key, [.. group.Select(r => $"{r.Id} [{r.Mode}]")]);
        foreach (var group in run.Result.Requirements.Where(r => r.Status == "harnessError"))
            yield return Line($"A bug of this suite kept {group.Id} [{group.Mode}] from being judged", group.Actual, []);
        foreach (var group in run.Result.Requirements.Where(r => r.Status == "notRun").GroupBy(r => r.Actual))
            yield return Line($"{Amount.Of(group.Count(), "check")} not run", group.Key, []);
        foreach (var b in run.Result.Benchmarks.Where(b => b.Infrastructure > 0))
            yield return Line($"{b.Infrastructure} of {b.Trials} trials of {b.Id} got no answer and do not count in its figure", trials.CountsOf(b.Id).FirstProblem, []);
        foreach (var b in run.Result.Benchmarks.Where(b => trials.CountsOf(b.Id).Retried > 0))
            yield return Line($"{Amount.Of(trials.CountsOf(b.Id).Retried, "trial")} of {b.Id} had a request that needed more than one attempt", null, []);
        // What one reason kept from running is one line; the reason names what a single one is about.
        var ignored = run.Tests.Where(t => t.Requirement is null && t.Status is "skipped").ToList();
        foreach (var group in ignored.Where(t => OtherTier(t) is null).GroupBy(t => t.Message))
            yield return Line(group.Count() == 1 ? "Not run" : $"{group.Count()} benchmarks not run", group.Key, group.Count() == 1 ? [] : [.. group.Select(t => t.Name)]);
        foreach (var group in ignored.Where(t => OtherTier(t) is not null).GroupBy(t => OtherTier(t)![t.Message!.IndexOf(' ', StringComparison.Ordinal)..], StringComparer.Ordinal))
            yield return Line($"{Amount.Of(group.Count(), "benchmark")} {(group.Count() == 1 ? "is" : "are")}{group.Key[" is".Length..]}", string.Join(", ", group.Select(t => t.Message![..t.Message!.IndexOf(' ', StringComparison.Ordinal)]).Order(StringComparer.Ordinal)), []);
        foreach (var test in run.Tests.Where(t => t.Requirement is null && t.Status is not ("passed" or "failed" or "skipped") && !run.Result.Benchmarks.Any(b => t.Message?.StartsWith($"{b.Id} ", StringComparison.Ordinal) == true)))
            yield return Line($"Test {test.Name}: {test.Status}", test.Message, []);
        foreach (var test in run.Tests.Where(t => t.Site is "SetUp" or "TearDown" or "Parent" && t.Status == "failed").GroupBy(t => t.Message))
            yield return Line($"{Amount.Of(test.Count(), "test")} failed in set-up or tear-down", test.Key, [.. test.Take(10).Select(t => t.Name)]);
    }

    // "aime-2025 is not part of the tier smoke": asked for by nobody, so all of them are one line.
    private static string? OtherTier(TestOutcome test) => test.Message?.Contains(" is not part of the tier ", StringComparison.Ordinal) == true ? test.Message : null;

    private static Markup Line(string what, string? detail, IReadOnlyList<string> which) => Markup.Of(m =>
    {
        m.Add($"<b>{what}</b>");
        if (detail is not null)
            m.Add($": <bdi>{VisibleText.Line(detail, 1200)}</bdi>");
        if (which.Count > 0)
            m.Add($" <small>({string.Join(", ", which)})</small>");
    });
}
