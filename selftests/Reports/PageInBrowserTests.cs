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

    private SyntheticRun _run = null!;
    private string _page = null!;
    private Browser _browser = null!;

    // One browser and one page for all tests; each opens it in a tab of its own, and none changes the file.
    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _run = Everything();
        ReportWriter.Render(_run.Path);
        _page = Path.Combine(_run.Path, "report.html");
        _browser = await Browser.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _run?.Dispose();
    }

    [TestCase(390, false)]
    [TestCase(390, true)]
    [TestCase(1440, false)]
    [TestCase(1440, true)]
    public async Task AxeFindsNothingSerious(int width, bool dark)
    {
        var axe = await File.ReadAllTextAsync(await NodeTools.FileAsync("axe-core/axe.min.js"));
        await _browser.OpenAsync(_page, width, dark);
        await _browser.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        await KeepPictureAsync(_browser, $"report-{width}-{(dark ? "dark" : "light")}.png");
        await _browser.EvaluateAsync(axe);
        var found = await _browser.EvaluateAsync("axe.run().then(r => r.violations.map(v => ({ impact: v.impact, id: v.id, nodes: v.nodes.map(n => n.html.slice(0, 200)).slice(0, 5) })))");
        var serious = found!.AsArray().Where(v => (string?)v!["impact"] is "serious" or "critical").Select(v => v!.ToJsonString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(serious, Is.Empty);
            Assert.That(_browser.Errors, Is.Empty);
        }
    }

    [Test]
    public async Task AxeFindsAFaultThatIsThere()
    {
        var axe = await File.ReadAllTextAsync(await NodeTools.FileAsync("axe-core/axe.min.js"));
        await _browser.OpenAsync(_page, 1440, dark: false);
        await _browser.EvaluateAsync("document.querySelector('#trial-search').closest('label').replaceWith(document.querySelector('#trial-search'))");
        await _browser.EvaluateAsync(axe);
        var serious = await _browser.EvaluateAsync("axe.run().then(r => r.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').length)");
        Assert.That((int?)serious, Is.GreaterThan(0));
    }

    [Test]
    public async Task NothingOfTheDataRunsAndThePolicyIsNeverBroken()
    {
        await _browser.OpenAsync(_page, 1440, dark: false);
        await _browser.EvaluateAsync("document.querySelectorAll('.trial').forEach(d => { d.open = true; })");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bool?)await _browser.EvaluateAsync("window.hacked === undefined"), Is.True);
            Assert.That((int?)await _browser.EvaluateAsync("document.images.length"), Is.Zero);
            Assert.That((bool?)await _browser.EvaluateAsync("document.querySelector('#trial-list').textContent.includes('window.hacked=1')"), Is.True, "the text is shown");
            Assert.That((int?)await _browser.EvaluateAsync("performance.getEntriesByType('resource').length"), Is.Zero, "nothing is fetched");
            Assert.That(_browser.Errors, Is.Empty);
        }
    }

    [Test]
    public async Task ThePolicyStopsAScriptThatIsPutIntoThePage()
    {
        var page = Path.Combine(_run.Path, "changed.html");
        await File.WriteAllTextAsync(page, (await File.ReadAllTextAsync(_page)).Replace("</main>", "<script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\" alt=\"\"></main>", StringComparison.Ordinal));
        await _browser.OpenAsync(page, 1440, dark: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((bool?)await _browser.EvaluateAsync("window.hacked === undefined"), Is.True);
            Assert.That(_browser.Errors, Is.Not.Empty);
        }
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task ThePageIsNoWiderThanAPhone(bool unfolded)
    {
        await _browser.OpenAsync(_page, 390, dark: false);
        if (unfolded)
            await _browser.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        Assert.That((int?)await _browser.EvaluateAsync("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
    }

    [Test]
    public async Task TheReportOfARealRunFitsAPhoneAndItsLinksLeadSomewhere()
    {
        await _browser.OpenAsync(Path.Combine(await ReportRuns.FaultyAsync(), "report.html"), 390, dark: true);
        await KeepPictureAsync(_browser, "faulty-run-390-dark.png");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int?)await _browser.EvaluateAsync("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390));
            Assert.That((await _browser.EvaluateAsync(DeadLinks))!.AsArray().Select(l => (string?)l), Is.Empty);
            Assert.That((int?)await _browser.EvaluateAsync("document.querySelectorAll('a[href^=\"#\"]').length"), Is.GreaterThan(100));
            Assert.That((int?)await _browser.EvaluateAsync(RepeatedIds), Is.Zero);
            Assert.That(_browser.Errors, Is.Empty);
        }
    }

    [Test]
    public async Task LinksWithinThePageLeadSomewhere()
    {
        await _browser.OpenAsync(_page, 1440, dark: false);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await _browser.EvaluateAsync(DeadLinks))!.AsArray().Select(l => (string?)l), Is.Empty);
            Assert.That((int?)await _browser.EvaluateAsync(RepeatedIds), Is.Zero);
        }
    }

    // What is folded away on the screen is on the paper, but for the further lists.
    [Test]
    public async Task WhatIsNotInOrderIsPrinted()
    {
        await _browser.OpenAsync(_page, 1440, dark: true);
        await _browser.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.That((int?)await _browser.EvaluateAsync("document.querySelectorAll('.finding:not([open]), details.subject:not([open]):not(.more *), details.reasons:not([open])').length"), Is.Zero);
        await _browser.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.That((int?)await _browser.EvaluateAsync("document.querySelectorAll('details:not([open])').length"), Is.GreaterThan(0));
    }

    [Test]
    public async Task SearchAndFilterFindASample()
    {
        await _browser.OpenAsync(_page, 1440, dark: false);
        async Task<int> Shown() => (int)(await _browser.EvaluateAsync("document.querySelectorAll('#trial-list > details').length"))!;
        async Task Choose(string id, string value, string happening) =>
            await _browser.EvaluateAsync($"(() => {{ const e = document.getElementById('{id}'); e.value = {JsonValue.Create(value).ToJsonString()}; e.dispatchEvent(new Event('{happening}')); }})()");
        Assert.That(await Shown(), Is.EqualTo(3), "what was not solved comes first");
        await Choose("trial-outcome", "", "change");
        Assert.That(await Shown(), Is.EqualTo(50), "of all 64 the first 50");
        await _browser.EvaluateAsync("document.getElementById('trial-more').click()");
        Assert.That(await Shown(), Is.EqualTo(64));
        await Choose("trial-search", "needle", "input");
        await _browser.EvaluateAsync("new Promise(done => { const list = document.getElementById('trial-list'); if (list.childElementCount === 1) done(); else new MutationObserver(() => list.childElementCount === 1 && done()).observe(list, { childList: true }); })");
        Assert.That((string?)await _browser.EvaluateAsync("document.querySelector('#trial-list b').textContent"), Is.EqualTo("sums / right-7"));
    }

    // One of everything, a hostile sample, and enough trials to page through.
    internal static SyntheticRun Everything()
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

    private static async Task KeepPictureAsync(Browser browser, string name)
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        await File.WriteAllBytesAsync(path, await browser.PictureAsync());
        TestContext.AddTestAttachment(path, name);
    }
}
