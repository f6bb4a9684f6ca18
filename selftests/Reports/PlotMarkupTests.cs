using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Reports.Allure;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Plots;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Plots of a run stand in the page and in Allure, drawn anew; whatever else claims to be one does not.</summary>
public sealed class PlotMarkupTests
{
    private const string Start = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 280\">";

    private static readonly string[] Files = ["benchmarks/sums/accuracy.svg", "benchmarks/sums/error-by-depth.svg", "benchmarks/sums/output-lengths.svg", "benchmarks/sums/accuracy.json"];

    /// <summary>A result whose first benchmark has one plot of each kind and a table.</summary>
    internal static ResultDocument WithPlots(ResultDocument result) => result with { Benchmarks = [result.Benchmarks[0] with { Attachments = Files }, .. result.Benchmarks.Skip(1)] };

    /// <summary>The files that such a result names.</summary>
    internal static SyntheticRun AddPlots(SyntheticRun run)
    {
        List<TrialRecord> trials = [.. Enumerable.Range(0, 12).Select(i => SyntheticRun.Trial($"item-{i % 3}", value: i % 4 == 0 ? 0 : 1) with { CompletionTokens = 40 + (i * 11) })];
        return run.With(Files[0], ResultPlots.Accuracy(trials, t => t.Sample, "<script>", new(0.9, 0.1, false, "test")).Content)
            .With(Files[1], ResultPlots.ErrorByDepth(trials).Content)
            .With(Files[2], ResultPlots.OutputLengths(trials).Content)
            .With(Files[3], "{}\n");
    }

    [Test]
    public void EveryPlotStandsInThePageWithItsNameAndASentence()
    {
        using var run = Rendered();
        var page = run.Page;
        var plots = page.Split("<svg class=\"plot\"").Skip(1).Select(p => p[..p.IndexOf("</svg>", StringComparison.Ordinal)]).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plots, Has.Count.EqualTo(3));
            Assert.That(plots, Has.All.Contains("role=\"img\" aria-labelledby=\"p-sums-").And.All.Contains("</title><desc id=\"p-sums-"));
            Assert.That(plots[0], Does.Contain("Accuracy by &lt;script&gt;").And.Contain("Right answers: all 9 of 12, item-0 3 of 4").And.Contain("<circle "));
            Assert.That(plots[2], Does.Contain("12 outputs of 40 to 161 completion tokens"));
            Assert.That(page, Does.Contain("href=\"./benchmarks/sums/accuracy.json\""));
        }
    }

    [Test]
    public void NothingOfAPlotIsLostOnTheWayIntoThePage()
    {
        using var run = Rendered();
        var page = run.Page;
        XNamespace svg = "http://www.w3.org/2000/svg";
        foreach (var file in Files.Where(f => f.EndsWith(".svg", StringComparison.Ordinal)))
        {
            var marks = XDocument.Load(Path.Combine(run.Path, file)).Root!.Elements().Where(e => e.Name != svg + "title" && e.Name != svg + "desc").ToList();
            Assert.That(marks, Is.Not.Empty);
            foreach (var mark in marks)
                Assert.That(page, Does.Contain($"<{mark.Name.LocalName} {string.Join(' ', mark.Attributes().Select(a => $"{a.Name.LocalName}=\"{a.Value}\""))}{(mark.Value.Length == 0 ? "/>" : $">{WebUtility.HtmlEncode(mark.Value)}<")}"));
        }
    }

    [Test]
    public void AllureGetsThePlotsAndTheFilesBesideThem()
    {
        using var run = Rendered();
        var folder = Path.Combine(run.Path, AllureReport.Folder);
        var benchmark = Directory.GetFiles(folder, "*-result.json").Select(f => JsonNode.Parse(File.ReadAllText(f))!).Single(r => (string?)r["name"] == "benchmark sums");
        var attachments = benchmark["attachments"]!.AsArray().Select(a => (Name: (string)a!["name"]!, Type: (string)a["type"]!, Text: File.ReadAllText(Path.Combine(folder, (string)a["source"]!)))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(attachments.Select(a => (a.Name, a.Type)), Is.EqualTo(new[] { ("accuracy", "image/svg+xml"), ("error-by-depth", "image/svg+xml"), ("output-lengths", "image/svg+xml"), ("accuracy.json", "application/json") }));
            Assert.That(attachments.Take(3).Select(a => XDocument.Parse(a.Text).Root!.Name.LocalName), Has.All.EqualTo("svg"));
        }
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("<rect width=\"1\" height=\"1\" onclick=\"alert(1)\"/>")]
    [TestCase("<rect width=\"1\" height=\"1\" style=\"fill:red\"/>")]
    [TestCase("<rect width=\"1\" height=\"1\" fill=\"url(http://vendor.example/)\"/>")]
    [TestCase("<a href=\"javascript:alert(1)\"><text>x</text></a>")]
    [TestCase("<image href=\"http://vendor.example/x.png\"/>")]
    [TestCase("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">x</p></foreignObject>")]
    [TestCase("<text>x<set attributeName=\"onload\" to=\"alert(1)\"/></text>")]
    [TestCase("<path d=\"M0 0L url(x)\"/>")]
    [TestCase("<html:p xmlns:html=\"http://www.w3.org/1999/xhtml\">x</html:p>")]
    [TestCase("<style>*{}</style>")]
    [TestCase("<rect")]
    public void AFileWithAnythingElseIsNoPlot(string inside)
    {
        using var run = SyntheticRun.Create(WithPlots(SyntheticResult.Fails())).With(Files[0], $"{Start}{inside}</svg>");
        ReportWriter.Render(run.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Page, Does.Not.Contain("class=\"plot\""));
            Assert.That(Directory.GetFiles(Path.Combine(run.Path, AllureReport.Folder), "*.svg"), Has.Length.EqualTo(1), "the drawing of the interval alone");
        }
    }

    [Test]
    public void ADocumentTypeIsRefusedBeforeItsEntitiesGrow()
    {
        using var run = SyntheticRun.Create(WithPlots(SyntheticResult.Fails())).With(Files[0], $"<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">]>{Start}<text>&a;</text></svg>");
        ReportWriter.Render(run.Path);
        Assert.That(run.Page, Does.Not.Contain("class=\"plot\""));
    }

    [Test]
    public void AFileOutsideOfTheRunFolderIsNotShown()
    {
        using var elsewhere = SyntheticRun.Create(SyntheticResult.Fails()).With("plot.svg", $"{Start}<text>secret</text></svg>");
        var result = SyntheticResult.Fails();
        using var run = SyntheticRun.Create(result with { Benchmarks = [result.Benchmarks[0] with { Attachments = [$"../{Path.GetFileName(elsewhere.Path)}/plot.svg"] }] });
        ReportWriter.Render(run.Path);
        Assert.That(run.Page, Does.Not.Contain("secret"));
    }

    [Test]
    public void HiddenCharactersInAPlotBecomeVisible()
    {
        using var run = SyntheticRun.Create(WithPlots(SyntheticResult.Fails())).With(Files[0], $"{Start}<title>t</title><text x=\"1\" y=\"1\">a\u202Eb</text></svg>");
        ReportWriter.Render(run.Path);
        Assert.That(run.Page, Does.Contain("a⟨U+202E⟩b"));
    }

    private static SyntheticRun Rendered()
    {
        var run = AddPlots(SyntheticRun.Create(WithPlots(SyntheticResult.Fails())));
        ReportWriter.Render(run.Path);
        return run;
    }
}
