using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>What the page says, and that it says it whatever a model wrote.</summary>
public sealed partial class HtmlReportTests
{
    private const string Script = "</script><script>alert('kvv')</script>";
    private const string Markup = "\"><img src=x onerror=alert('kvv')><svg/onload=alert('kvv')>";
    private const string Bidi = "user\u202Egpj.exe\u2066\u200B\u0007";

    [Test]
    public async Task AHealthyRunSaysThatItConformsAndHasNothingToFix()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(await ReportRuns.HealthyAsync(), "report.html"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("v-conforms"));
            Assert.That(page, Does.Contain("says nothing about any vendor"));
            Assert.That(page, Does.Not.Contain("id=\"failed\""));
            Assert.That(page, Does.Contain("<svg class=\"chart status-pass\""));
            Assert.That(page, Has.Length.LessThan(3_000_000));
        }
    }

    [Test]
    public async Task AFaultyRunNamesItsFaultsInOrderWithWhatToDo()
    {
        var run = await ReportRuns.FaultyAsync();
        var page = await File.ReadAllTextAsync(Path.Combine(run, "report.html"));
        var result = ResultDocument.Parse(await File.ReadAllTextAsync(Path.Combine(run, "result.json")));
        var cards = page.Split("<li class=\"card\" id=\"fault-").Skip(1).ToList();
        var named = cards.Single(c => c.StartsWith($"{ReportRuns.Fault}\"", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Contains("v-fails", StringComparison.Ordinal));
            Assert.That(cards.Select(c => c[..c.IndexOf('"')]), Is.EqualTo(result.Faults.Select(f => f.Id)), "in the order of the diagnosis");
            Assert.That(named[..named.IndexOf("</li>", StringComparison.Ordinal)], Does.Contain("What to do").And.Contain("Usual cause").And.Contain("TOOL-AUTO-001"));
            Assert.That(page.Contains("-request.json\">", StringComparison.Ordinal), "evidence is linked");
            Assert.That(page.Contains("the gate is closed", StringComparison.Ordinal), "why no benchmark ran");
        }
    }

    [Test]
    public void EveryPartOfAResultIsOnThePage()
    {
        var result = SyntheticResult.Fails();
        using var run = SyntheticRun.Create(result, [SyntheticRun.Trial("a"), SyntheticRun.Trial("b", value: 0, content: "41"), SyntheticRun.Trial("c", TrialOutcome.Infrastructure, null, null)]);
        ReportWriter.Render(run.Path);
        var page = WebUtility.HtmlDecode(run.Page);
        using (Assert.EnterMultipleScope())
        {
            foreach (var finding in result.Requirements)
                Assert.That(page, Does.Contain(finding.Id).And.Contain(finding.Title));
            foreach (var open in result.Requirements.Where(r => r.Status is not ("pass" or "unsupported")))
                Assert.That(page, Does.Contain(open.Actual!));
            Assert.That(page, Does.Contain("https://github.com/owner/repository/issues/12"), "the baseline's source is a link");
            Assert.That(page, Does.Contain("90.0 % over 2,400 trials, margin 10.0 %"), "the size of the baseline's sample");
            Assert.That(page, Does.Contain("accuracy 50.0 %, interval 20.0 % to 80.0 %, official figure 90.0 %, needed 80.0 %"), "the drawing in words");
            Assert.That(page, Does.Contain("1 of 4 trials of sums got no answer"));
            Assert.That(page, Does.Contain("\"s\":\"b\""), "the wrong sample is in the data");
        }
    }

    [Test]
    public void BenchmarksOfOtherTiersAreOneLine()
    {
        TestOutcome Ignored(string name, string reason) => new() { FullName = $"N.F.{name}", Name = name, ClassName = "N.F", Status = "skipped", Message = reason };
        using var run = SyntheticRun.Create(SyntheticResult.Fails(), tests: [Ignored("A", "k2vv is not part of the tier smoke"), Ignored("B", "aime-2025 is not part of the tier smoke"), Ignored("C", "the gate is closed")]);
        ReportWriter.Render(run.Path);
        Assert.That(run.Page, Does.Contain("<li><b>2 benchmarks are not part of the tier smoke</b>: <bdi>aime-2025, k2vv</bdi></li>").And.Contain("<li><b>Not run</b>: <bdi>the gate is closed</bdi></li>"));
    }

    [Test]
    public void MarkupScriptsAndHiddenCharactersOfAModelStayText()
    {
        var hostile = $"{Script}{Markup}{Bidi}<!--";
        var result = SyntheticResult.Fails();
        result = result with
        {
            Endpoint = result.Endpoint with { Model = hostile, BaseUrl = "javascript:alert('kvv')" },
            Reasons = [hostile],
            Gate = hostile,
            Requirements = [.. result.Requirements.Select(r => r with { Title = hostile, Actual = hostile, Expected = hostile, Mode = hostile, Source = hostile, Subject = hostile, Evidence = ["javascript:alert(1)", "../../etc/passwd"] })],
            Faults = [result.Faults[0] with { Title = hostile, Hint = hostile, Cause = hostile, Links = [new(result.Faults[0].Sources[0], "javascript:alert('kvv')")] }],
        };
        using var run = SyntheticRun.Create(result, [SyntheticRun.Trial(hostile, value: 0, content: hostile) with { Reasoning = hostile, Explanation = hostile, FinishReason = hostile }]);
        ReportWriter.Render(run.Path);
        var page = run.Page;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ScriptStart().Matches(page).Select(m => m.Value), Is.EqualTo(["<script type=\"application/json\" id=\"trial-data\">", "<script>"]));
            Assert.That(page, Does.Not.Contain("<img"));
            Assert.That(page, Does.Not.Contain("<svg/onload"));
            Assert.That(page, Does.Not.Contain("<!--"));
            Assert.That(Link().Matches(page).Select(m => m.Groups["address"].Value).Where(a => !IsOwnAddress(a)), Is.Empty);
            Assert.That(page.Any(c => c is '\u202E' or '\u2066' or '\u200B' or '\u0007'), Is.False);
            Assert.That(page, Does.Contain("⟨U+202E⟩"));
            Assert.That(WebUtility.HtmlDecode(page), Does.Contain("alert('kvv')"), "the text itself is shown");
        }
    }

    [Test]
    public void AnAnswerOfTenMegabytesLiesBesideThePage()
    {
        var huge = new string('x', 10_000_000) + "end";
        using var run = SyntheticRun.Create(SyntheticResult.Fails(), [SyntheticRun.Trial("a", value: 0, content: huge) with { Reasoning = huge, Answer = huge, Explanation = huge }]);
        ReportWriter.Render(run.Path);
        var files = Directory.GetFiles(Path.Combine(run.Path, "report-files"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Page, Has.Length.LessThan(200_000));
            Assert.That(files, Has.Length.EqualTo(2));
            Assert.That(files, Has.All.EndsWith(".txt"));
            Assert.That(files.Select(f => new FileInfo(f).Length), Has.All.EqualTo(huge.Length));
        }
    }

    [Test]
    public void ThousandsOfWrongAnswersMakeAPageOfBoundedSize()
    {
        var answer = new string('y', 5_000);
        using var run = SyntheticRun.Create(SyntheticResult.Fails(), Enumerable.Range(0, 1500).Select(i => SyntheticRun.Trial($"s{i}", value: 0, content: answer)));
        ReportWriter.Render(run.Path);
        Assert.That(Encoding.UTF8.GetByteCount(run.Page), Is.LessThan(3_000_000));
    }

    [Test]
    public void ThePolicyAllowsThePagesOwnScriptAndStyleAndNothingElse()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        ReportWriter.Render(run.Path);
        var page = run.Page;
        var policy = WebUtility.HtmlDecode(Policy().Match(page).Groups["policy"].Value);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(policy, Does.StartWith("default-src 'none'"));
            Assert.That(policy, Does.Not.Contain("unsafe"));
            Assert.That(policy, Does.Contain($"script-src 'sha256-{Hash(Between(page, "<script>", "</script>"))}'"));
            Assert.That(policy, Does.Contain($"style-src 'sha256-{Hash(Between(page, "<style>", "</style>"))}'"));
            Assert.That(Regex.IsMatch(page, "<[^>]* (style|on[a-z]+)=", RegexOptions.IgnoreCase), Is.False, "no inline style or handler");
        }
    }

    [Test]
    public async Task RenderingAgainFromTheFolderAloneGivesTheSamePage()
    {
        using var run = ReportRuns.CopyOf(await ReportRuns.FaultyAsync());
        var page = Path.Combine(run.Path, "report.html");
        var first = await File.ReadAllTextAsync(page);
        File.Delete(page);
        Directory.Delete(Path.Combine(run.Path, "allure-results"), recursive: true);
        ReportWriter.Render(run.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await File.ReadAllTextAsync(page), Is.EqualTo(first));
            Assert.That(Directory.Exists(Path.Combine(run.Path, "allure-results")));
        }
    }

    // A stopped run is reported on by the process that still writes it.
    [Test]
    public void ARunWhoseJournalIsOpenIsRendered()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails(), [SyntheticRun.Trial("a", value: 0)]);
        using (TrialJournal.Open(Path.Combine(run.Path, "journal", "sums.jsonl"), t => t))
            ReportWriter.Render(run.Path);
        Assert.That(run.Page, Does.Contain("1 trial, 1 not solved"));
    }

    [TestCase("nothing", "does not exist")]
    [TestCase("", "no result.json")]
    public void AFolderThatIsNoRunIsRefusedWithTheReason(string name, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            Assert.That(() => ReportWriter.Render(Path.Combine(folder, name)), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(reason));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void ARunOfAnotherFormatIsRefusedWithTheReason()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails() with { Format = "kvv-conformance-result/9" });
        Assert.That(() => ReportWriter.Render(run.Path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("kvv-conformance-result/9").And.Message.Contains("kvv-conformance-result/1"));
        using var other = SyntheticRun.Create(SyntheticResult.Fails());
        File.WriteAllText(Path.Combine(other.Path, "run.json"), """{"format":"kvv-conformance-run/9"}""");
        Assert.That(() => ReportWriter.Render(other.Path), Throws.InstanceOf<InvalidDataException>().With.Message.Contains("kvv-conformance-run/9"));
    }

    private static bool IsOwnAddress(string address) =>
        address.StartsWith('#') || address.StartsWith("./", StringComparison.Ordinal) || address.StartsWith("https://github.com/", StringComparison.Ordinal) || address is "result.json" or "summary.md" or "data:,";

    private static string Between(string page, string start, string end)
    {
        var from = page.LastIndexOf(start, StringComparison.Ordinal) + start.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex ScriptStart();

    [GeneratedRegex("(href|src)=\"(?<address>[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"")]
    private static partial Regex Policy();
}
