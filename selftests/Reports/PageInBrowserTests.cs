using System.Text.Json.Nodes;
using Kvv.Conformance.Reports;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>The page in a real browser: accessible, harmless, usable on a phone. Pictures become output of these tests.</summary>
[NonParallelizable]
public sealed class PageInBrowserTests
{
    private const string DeadLinks = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(decodeURIComponent(h.slice(1))))";
    private const string RepeatedIds = "(ids => ids.length - new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))";
    private const string Hostile = "</script><script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\">\u202E";

    [TestCase(390, false)]
    [TestCase(390, true)]
    [TestCase(1440, false)]
    [TestCase(1440, true)]
    public async Task AxeFindsNothingSerious(int width, bool dark)
    {
        await using var browser = await Browser.StartAsync();
        var axe = await File.ReadAllTextAsync(await NodeTools.FileAsync("axe-core/axe.min.js"));
        using var run = Everything();
        await browser.OpenAsync(Page(run), width, dark);
        await browser.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        await KeepPictureAsync(browser, $"report-{width}-{(dark ? "dark" : "light")}.png");
        await browser.EvaluateAsync(axe);
        var found = await browser.EvaluateAsync("axe.run().then(r => r.violations.map(v => ({ impact: v.impact, id: v.id, nodes: v.nodes.map(n => n.html.slice(0, 200)).slice(0, 5) })))");
        var serious = found!.AsArray().Where(v => (string?)v!["impact"] is "serious" or "critical").Select(v => v!.ToJsonString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(serious, Is.Empty);
            Assert.That(browser.Errors, Is.Empty);
        }
    }

    [Test]
    public async Task AxeFindsAFaultThatIsThere()
    {
        await using var browser = await Browser.StartAsync();
        var axe = await File.ReadAllTextAsync(await NodeTools.FileAsync("axe-core/axe.min.js"));
        using var run = Everything();
        await browser.OpenAsync(Page(run), 1440, dark: false);
        await browser.EvaluateAsync("document.querySelector('#trial-search').closest('label').replaceWith(document.querySelector('#trial-search'))");
        await browser.EvaluateAsync(axe);
        var serious = await browser.EvaluateAsync("axe.run().then(r => r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').length)");
        Assert.That((int?)serious, Is.GreaterThan(0));
    }

    [Test]
    public async Task NothingOfTheDataRunsAndThePolicyIsNeverBroken()
    {
        await using var browser = await Browser.StartAsync();
        using var run = Everything();
        await browser.OpenAsync(Page(run), 1440, dark: false);
        await browser.EvaluateAsync("document.querySelectorAll('.trial').forEach(d => { d.open = true; })");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bool?)await browser.EvaluateAsync("window.hacked === undefined"), Is.True);
            Assert.That((int?)await browser.EvaluateAsync("document.images.length"), Is.Zero);
            Assert.That((bool?)await browser.EvaluateAsync("document.querySelector('#trial-list').textContent.includes('window.hacked=1')"), Is.True, "the text is shown");
            Assert.That((int?)await browser.EvaluateAsync("performance.getEntriesByType('resource').length"), Is.Zero, "nothing is fetched");
            Assert.That(browser.Errors, Is.Empty);
        }
    }

    [Test]
    public async Task ThePolicyStopsAScriptThatIsPutIntoThePage()
    {
        await using var browser = await Browser.StartAsync();
        using var run = Everything();
        var page = Page(run);
        await File.WriteAllTextAsync(page, (await File.ReadAllTextAsync(page)).Replace("</main>", "<script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\" alt=\"\"></main>", StringComparison.Ordinal));
        await browser.OpenAsync(page, 1440, dark: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bool?)await browser.EvaluateAsync("window.hacked === undefined"), Is.True);
            Assert.That(browser.Errors, Is.Not.Empty);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ThePageIsNoWiderThanAPhone(bool unfolded)
    {
        await using var browser = await Browser.StartAsync();
        using var run = Everything();
        await browser.OpenAsync(Page(run), 390, dark: false);
        if (unfolded)
            await browser.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        Assert.That((int?)await browser.EvaluateAsync("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
    }

    [Test]
    public async Task TheReportOfARealRunFitsAPhoneAndItsLinksLeadSomewhere()
    {
        await using var browser = await Browser.StartAsync();
        await using var run = await ReportRuns.FaultyAsync();
        await browser.OpenAsync(Path.Combine(run.Session.RunFolder, "report.html"), 390, dark: true);
        await KeepPictureAsync(browser, "faulty-run-390-dark.png");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int?)await browser.EvaluateAsync("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
            Assert.That((await browser.EvaluateAsync(DeadLinks))!.AsArray().Select(l => (string?)l), Is.Empty);
            Assert.That((int?)await browser.EvaluateAsync("document.querySelectorAll('a[href^=\"#\"]').length"), Is.GreaterThan(100));
            Assert.That((int?)await browser.EvaluateAsync(RepeatedIds), Is.Zero);
            Assert.That(browser.Errors, Is.Empty);
        }
    }

    [Test]
    public async Task LinksWithinThePageLeadSomewhere()
    {
        await using var browser = await Browser.StartAsync();
        using var run = Everything();
        await browser.OpenAsync(Page(run), 1440, dark: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await browser.EvaluateAsync(DeadLinks))!.AsArray().Select(l => (string?)l), Is.Empty);
            Assert.That((int?)await browser.EvaluateAsync(RepeatedIds), Is.Zero);
        }
    }

    // What is folded away on the screen is on the paper, but for the further lists.
    [Test]
    public async Task WhatIsNotInOrderIsPrinted()
    {
        await using var browser = await Browser.StartAsync();
        using var run = Everything();
        await browser.OpenAsync(Page(run), 1440, dark: true);
        await browser.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.That((int?)await browser.EvaluateAsync("document.querySelectorAll('.finding:not([open]), details.subject:not([open]):not(.more *), details.reasons:not([open])').length"), Is.Zero);
        await browser.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.That((int?)await browser.EvaluateAsync("document.querySelectorAll('details:not([open])').length"), Is.GreaterThan(0));
    }

    [Test]
    public async Task SearchAndFilterFindASample()
    {
        await using var browser = await Browser.StartAsync();
        using var run = Everything();
        await browser.OpenAsync(Page(run), 1440, dark: false);
        async Task<int> Shown() => (int)(await browser.EvaluateAsync("document.querySelectorAll('#trial-list > details').length"))!;
        async Task Choose(string id, string value, string happening) =>
            await browser.EvaluateAsync($"(() => {{ const e = document.getElementById('{id}'); e.value = {JsonValue.Create(value).ToJsonString()}; e.dispatchEvent(new Event('{happening}')); }})()");
        Assert.That(await Shown(), Is.EqualTo(3), "what was not solved comes first");
        await Choose("trial-outcome", "", "change");
        Assert.That(await Shown(), Is.EqualTo(50), "of all 64 the first 50");
        await browser.EvaluateAsync("document.getElementById('trial-more').click()");
        Assert.That(await Shown(), Is.EqualTo(64));
        await Choose("trial-search", "needle", "input");
        await browser.EvaluateAsync("new Promise(done => { const list = document.getElementById('trial-list'); if (list.childElementCount === 1) done(); else new MutationObserver(() => list.childElementCount === 1 && done()).observe(list, { childList: true }); })");
        Assert.That((string?)await browser.EvaluateAsync("document.querySelector('#trial-list b').textContent"), Is.EqualTo("sums / right-7"));
    }

    [Test]
    public async Task TheValidatorFindsNoError()
    {
        using var run = Everything();
        Page(run);
        var validator = await NodeTools.FileAsync("html-validate/bin/html-validate.mjs");
        // The rules are HTML's own; matters of taste (void style, long titles) are left out.
        await File.WriteAllTextAsync(Path.Combine(run.Path, ".htmlvalidate.json"), """{"root":true,"extends":["html-validate:standard"],"rules":{"require-sri":"off"}}""");
        var (code, output) = await NodeTools.RunAsync(run.Path, "node", validator, "report.html");
        Assert.That(code, Is.Zero, output);
        await File.WriteAllTextAsync(Path.Combine(run.Path, "broken.html"), run.Page.Replace("</main>", "<p><div id=\"failed\"></p>", StringComparison.Ordinal));
        Assert.That((await NodeTools.RunAsync(run.Path, "node", validator, "broken.html")).ExitCode, Is.Not.Zero, "a page that is wrong is caught");
    }

    // One of everything, a hostile sample, and enough trials to page through.
    private static SyntheticRun Everything()
    {
        var result = SyntheticResult.Fails();
        result = PlotMarkupTests.WithPlots(result) with { Reasons = [.. result.Reasons, Hostile], Requirements = [.. result.Requirements, SyntheticResult.Finding("REPLY-TEXT-001", "must", "every reply", "fail", Hostile)] };
        var trials = Enumerable.Range(0, 61).Select(i => SyntheticRun.Trial($"right-{i}", content: i == 7 ? "a needle" : "42") with { FirstContentMs = 10 + i, OutputTokensPerSecond = 50 + i })
            .Append(SyntheticRun.Trial("wrong", value: 0, content: Hostile) with { Reasoning = Hostile, Explanation = Hostile })
            .Append(SyntheticRun.Trial("unread", Kvv.Evaluation.Trials.TrialOutcome.Unscored, null, new string('x', 20_000)))
            .Append(SyntheticRun.Trial("unreached", Kvv.Evaluation.Trials.TrialOutcome.Infrastructure, null, null));
        // Names and figures as wide as real ones.
        result = result with
        {
            Benchmarks =
            [
                result.Benchmarks[0] with
                {
                    Metrics =
                    [
                        .. result.Benchmarks[0].Metrics, new("answer-after-reasoning", 1, 0.92, 1, 0.95, null, 0.1, 0.98, "pass", "44 of 44 replies have an answer in the content, 0.98 expected: nothing speaks against it"),
                        new("requests", 204, null, null, null, null, null, null, "informative", "204 requests"),
                    ],
                },
            ],
        };
        List<TestOutcome> tests = [.. Enumerable.Range(0, 2).Select(i => new TestOutcome { FullName = $"N.F.T{i}", Name = $"AnswersFromCacheAndBatchAreThoseOfAnIdleServerWhateverWasAskedBefore{i}", ClassName = "N.F", Status = "skipped", Message = "the gate is closed" })];
        return PlotMarkupTests.AddPlots(SyntheticRun.Create(result, trials, tests));
    }

    private static string Page(SyntheticRun run)
    {
        ReportWriter.Render(run.Path);
        return Path.Combine(run.Path, "report.html");
    }

    private static async Task KeepPictureAsync(Browser browser, string name)
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(path, await browser.PictureAsync());
        TestContext.AddTestAttachment(path, name);
    }
}
