using System.Globalization;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>The page of measured detection rates: each part between two marks is written by its measurement.</summary>
internal static class DetectionPage
{
    public const string FalseAlarms = "false-alarms";
    public const string ByStrength = "by-strength";
    public const string Accuracy = "accuracy";

    public const int HealthySeeds = 200;
    public const int FaultySeeds = 25;

    public static string Path { get; } = System.IO.Path.Combine(RepositoryRoot.Path, "docs", "detection-rates.md");

    public static void Replace(string part, string table)
    {
        var page = File.ReadAllText(Path);
        var (from, to) = Place(page, part);
        File.WriteAllText(Path, page[..from] + table + page[to..]);
    }

    /// <summary>The cells of the rows of a part.</summary>
    public static IReadOnlyList<string[]> Rows(string part)
    {
        var page = File.ReadAllText(Path);
        var (from, to) = Place(page, part);
        return [.. page[from..to].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(row => row.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
    }

    private static (int From, int To) Place(string page, string part)
    {
        var (begin, end) = ($"<!-- {part} -->\n", $"<!-- /{part} -->");
        return (page.IndexOf(begin, StringComparison.Ordinal) + begin.Length, page.IndexOf(end, StringComparison.Ordinal));
    }
}

/// <summary>What the page says is what the suite promises: measured figures that break a promise are not committed.</summary>
[TestFixture]
internal sealed class DetectionPageTests
{
    [Test]
    public void HealthyEndpointsAreAccusedNoMoreOftenThanTheNominalRate()
    {
        var rows = DetectionPage.Rows(DetectionPage.FalseAlarms);
        Assert.That(rows, Has.Count.GreaterThanOrEqualTo(5));
        foreach (var row in rows)
        {
            var (seeds, accused) = (Number(row[2]), Number(row[3]));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(seeds, Is.EqualTo(DetectionPage.HealthySeeds), string.Join(" | ", row));
                Assert.That(accused / seeds, Is.LessThanOrEqualTo(0.01), string.Join(" | ", row));
            }
        }
    }

    [Test]
    public void AStrongFaultIsAlwaysCaughtAndAWeakerOneNotMoreOftenByMuch()
    {
        var rows = DetectionPage.Rows(DetectionPage.ByStrength);
        Assert.That(rows, Has.Count.GreaterThanOrEqualTo(16));
        foreach (var fault in rows.GroupBy(r => r[0] + r[1]))
        {
            var caught = fault.Select(r => Number(r[4])).ToList();
            Assert.That(caught.Zip(caught.Skip(1)), Has.All.Matches<(double Weaker, double Stronger)>(p => p.Stronger >= p.Weaker - 3), fault.Key);
        }

        Assert.That(rows.Where(r => r[2].StartsWith("40", StringComparison.Ordinal)).Select(r => r[4]), Has.All.EqualTo($"{DetectionPage.FaultySeeds}"));
    }

    [Test]
    public void TheSameModelConformsToItsBaselineAndTwentyPointsLessFail()
    {
        var rows = DetectionPage.Rows(DetectionPage.Accuracy);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Number(rows[0][2]) / Number(rows[0][1]), Is.LessThanOrEqualTo(0.01));
            Assert.That(Number(rows[^1][2]), Is.EqualTo(Number(rows[^1][1])));
            Assert.That(Number(rows[^1][5]), Is.LessThan(220 / 3.0), "a clearly worse endpoint takes a third of the trials or less");
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
