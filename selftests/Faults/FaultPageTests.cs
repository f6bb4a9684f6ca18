using System.Text;
using System.Text.RegularExpressions;
using Kvv.Conformance.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Faults;

/// <summary>The page for people is generated from the catalogue, complete, and its links lead somewhere.</summary>
public sealed partial class FaultPageTests
{
    [Test]
    public void TheCommittedPageIsCurrent() =>
        GeneratedFile.MustBe(Path.Combine(RepositoryRoot.Path, FaultPage.RelativePath), FaultPage.Render(Catalogue.Shipped));

    [Test]
    public void ContentsStandBeforeTheFirstFault()
    {
        var headings = Headings(FaultPage.Render(Catalogue.Shipped));
        Assert.That(headings.Take(3), Is.EqualTo(new[] { "Fault catalogue", "Contents", "Request validation" }));
    }

    [Test]
    public void EveryFaultIsAHeadingOnceAndEveryLinkLeadsToOne()
    {
        var page = FaultPage.Render(Catalogue.Shipped);
        var anchors = Headings(page).Select(heading => heading.ToLowerInvariant().Replace(",", "", StringComparison.Ordinal).Replace(' ', '-')).ToList();
        Assert.That(anchors, Is.Unique);
        Assert.That(anchors, Is.SupersetOf(Catalogue.Shipped.Faults.Select(fault => fault.Id)));
        Assert.That(anchors, Is.SupersetOf(Link().Matches(page).Select(match => match.Groups[1].Value).Distinct()));
    }

    [Test]
    public void TheContentsCountEveryStageAndEverySeverity() => Assert.That(
        FaultPage.Render(Catalogue.Shipped),
        Does.Contain("| **all** | 174 | 20 | 79 | 60 | 15 |\n"));

    [Test]
    public void AFaultIsWrittenWithEverythingTheCatalogueSays()
    {
        var fault = Examples.Fault("sw-one");
        fault["title"] = "A `a|b` example";
        fault["activation"] = new System.Text.Json.Nodes.JsonArray("stream", "turn>=2");
        fault["injectable"] = false;
        fault["notInjectableReason"] = "It cannot.";
        fault["requirements"] = new System.Text.Json.Nodes.JsonArray("STREAM-DONE-001");
        fault["metrics"] = new System.Text.Json.Nodes.JsonArray("tool-probes/probes");
        var page = FaultPage.Render(FaultCatalogue.Parse(Encoding.UTF8.GetBytes(Examples.Catalogue(fault).ToJsonString()), "example"));
        Assert.That(page, Does.Contain("| [sw-one](#sw-one) | A `a\\|b` example | low |\n"));
        Assert.That(page, Does.EndWith(
            """
            ### sw-one

            **A `a|b` example**

            - Symptom: Something is seen.
            - Cause: Something is set wrongly.
            - What to do: Set it right. Confirm: one request.
            - Severity: low; evidence merged; one request shows it
            - Shows: `stream`, `turn>=2`
            - Exposed by: STREAM-DONE-001
            - Figures that expose it: tool-probes/probes
            - Not played by the reference endpoint: It cannot.
            - Sources: owner/repository#1


            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void AStaleOrMissingPageIsReportedWithTheLineAndTheCure()
    {
        var path = Path.Combine(Path.GetTempPath(), $"kvv-{Guid.NewGuid():N}.md");
        Assert.That(GeneratedFile.Difference(path, "a\nb\n"), Does.Contain("missing").And.Contain("KVV_UPDATE_GENERATED=1"));
        try
        {
            File.WriteAllText(path, "a\r\nb\r\n");
            Assert.That(GeneratedFile.Difference(path, "a\nb\n"), Is.Null);
            Assert.That(GeneratedFile.Difference(path, "a\nc\n"), Does.Contain("line 2: 'b' should be 'c'").And.Contain("KVV_UPDATE_GENERATED=1"));
            Assert.That(GeneratedFile.Difference(path, "a\nb\nc\n"), Does.Contain("line 3"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase("1", null, ExpectedResult = true)]
    [TestCase("1", "", ExpectedResult = true)]
    [TestCase("1", "true", ExpectedResult = false)]
    [TestCase(null, null, ExpectedResult = false)]
    [TestCase("0", null, ExpectedResult = false)]
    public bool ThePageIsRewrittenOnlyOnRequestAndNeverInCi(string? update, string? ci) => GeneratedFile.MayRewrite(update, ci);

    private static List<string> Headings(string page) => [.. Heading().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("^#{1,3} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([^)]*)\)")]
    private static partial Regex Link();
}
