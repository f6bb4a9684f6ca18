using System.Text.Json.Nodes;
using System.Xml.Linq;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Plots;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>Plots are well-formed, show what they are given, and are the same for the same trials.</summary>
[TestFixture]
internal sealed class PlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Test]
    public void HostileTextStaysText()
    {
        var plot = XDocument.Parse(new SvgPlot("a<b>&\"\u0001</title><script>", (0, 1), (0, 1)).TickX(0.5, "<script>alert(1)</script>").ToString());
        Assert.That(plot.Descendants(Svg + "script"), Is.Empty);
        Assert.That(plot.Descendants(Svg + "title").Single().Value, Does.StartWith("a<b>&\""));
    }

    [Test]
    public void AnIntervalIsDrawnForEveryGroupAndOneForAll()
    {
        var trials = Enumerable.Range(0, 40).Select(i => Record($"item-{i % 4}", i % 5 > 0 ? 1 : 0)).ToList();
        var plot = XDocument.Parse(ResultPlots.Accuracy(trials, t => t.Sample, "problem", new(0.9, 0.1, false, "test")).Content);
        Assert.That(plot.Descendants(Svg + "circle").Count(), Is.EqualTo(5));
        Assert.That(plot.Root!.Value, Does.Contain("0.800 still conforms"));
    }

    [Test]
    public void DeeperErrorsMakeHigherBars()
    {
        var trial = Record("item", 0.5) with
        {
            Details = new JsonObject { ["wrongByDepth"] = new JsonArray(0, 0, 1, 1, 2, 2, 3, 3, 4, 5), ["linesByDepth"] = new JsonArray(10, 10, 10, 10, 10, 10, 10, 10, 10, 10) },
        };
        var heights = XDocument.Parse(ResultPlots.ErrorByDepth([trial]).Content).Descendants(Svg + "rect").Select(r => (double)r.Attribute("height")!).ToList();
        Assert.That(heights, Has.Count.EqualTo(10).And.Ordered.Ascending);
        Assert.That(heights[^1], Is.GreaterThan(heights[2]));
    }

    [Test]
    public void NoTrialsMakeAnEmptyPlotAndNoFailure()
    {
        foreach (var plot in (Attachment[])[ResultPlots.Accuracy([], t => t.Sample, "problem", null), ResultPlots.ErrorByDepth([]), ResultPlots.OutputLengths([])])
            Assert.That(XDocument.Parse(plot.Content).Root!.Name.LocalName, Is.EqualTo("svg"));
    }

    [Test]
    public void TheSameTrialsGiveTheSameFile()
    {
        var trials = Enumerable.Range(0, 30).Select(i => Record($"item-{i}", 1) with { CompletionTokens = 100 + (i * 37) }).ToList();
        Assert.That(ResultPlots.OutputLengths(trials), Is.EqualTo(ResultPlots.OutputLengths([.. trials])));
    }

    private static TrialRecord Record(string sample, double value) => new()
    {
        Benchmark = "test",
        Sample = sample,
        Epoch = 0,
        ConfigurationHash = "hash",
        Outcome = TrialOutcome.Scored,
        Value = value,
        Explanation = "",
    };
}
