using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Faults;

/// <summary>A catalogue that breaks a rule is refused with the file, the place and the reason.</summary>
public sealed class BrokenCatalogueTests
{
    private const string File = "some/faults.json";

    [Test]
    public void TheExampleThatTheOtherTestsBreakIsSound() =>
        Assert.That(Parse(TwoFaults()).Faults.Select(fault => fault.Id), Is.EqualTo(new[] { "sw-one", "sw-two" }));

    [TestCase("{", "$")]
    [TestCase("null", "$")]
    [TestCase("[]", "$")]
    public void TextThatIsNoCatalogueIsRefused(string text, string path) => Refused(() => Parse(text), path, "");

    [Test]
    public void AnUnknownMemberIsRefused() => Refused(With(f => f["hints"] = "x"), "$.faults[0].hints", "hints");

    [Test]
    public void AnUnknownMemberOfASourceIsRefused() =>
        Refused(With(f => f["sources"]![0]!["link"] = "x"), "$.faults[0].sources[0].link", "link");

    [Test]
    public void AMemberGivenTwiceIsRefused() =>
        Refused(() => Parse(TwoFaults().ToJsonString().Replace("\"title\"", "\"title\":\"Again\",\"title\"", StringComparison.Ordinal)), "$.faults[0].title", "Duplicate");

    [TestCase("hint")]
    [TestCase("cause")]
    [TestCase("lookAlikes")]
    [TestCase("injectable")]
    public void AMissingMemberIsRefused(string member) => Refused(With(f => f.Remove(member)), "$.faults[0]", member);

    [TestCase("id")]
    [TestCase("title")]
    [TestCase("hint")]
    [TestCase("sources")]
    [TestCase("activation")]
    public void ANullMemberIsRefused(string member) => Refused(With(f => f[member] = null), $"$.faults[0].{member}", "");

    [TestCase("models")]
    [TestCase("activation")]
    [TestCase("sources")]
    [TestCase("lookAlikes")]
    [TestCase("requirements")]
    public void ANullInAListIsRefused(string member) =>
        Refused(With(f => f[member] = new JsonArray((JsonNode?)null)), $"$.faults[0].{member}[0]", "Null");

    [Test]
    public void ANullForAFaultIsRefused()
    {
        var catalogue = TwoFaults();
        catalogue["faults"]!.AsArray().Add(null);
        Refused(() => Parse(catalogue), "$.faults[2]", "Null");
    }

    [TestCase("title", " ", "no title")]
    [TestCase("hint", "", "no hint")]
    [TestCase("cause", "Two\nlines.", "several lines")]
    [TestCase("symptom", "An open `code.", "backtick")]
    [TestCase("id", "sw_one", "no id")]
    [TestCase("id", "sw-", "no id")]
    [TestCase("stage", "usage", "ua-")]
    [TestCase("stage", "Streaming", "streaming")]
    [TestCase("severity", "grave", "critical, high, medium, low")]
    [TestCase("evidence", "none", "merged, reproduced, single")]
    [TestCase("requests", "3", "1, 2, series, rate")]
    [TestCase("notInjectableReason", "No reason.", "is injectable")]
    public void AValueOutOfRangeIsRefused(string member, string value, string reason) =>
        Refused(With(f => f[member] = value), $"$.faults[0].{member}", reason);

    [Test]
    public void ATitleThatIsTooLongIsRefused() => Refused(With(f => f["title"] = new string('x', 101)), "$.faults[0].title", "101 characters");

    [Test]
    public void ANumberForAWordIsRefused() => Refused(With(f => f["requests"] = 1), "$.faults[0].requests", "1, 2, series, rate");

    [Test]
    public void AFaultThatCannotBePlayedMustSayWhy() =>
        Refused(With(f => f["injectable"] = false), "$.faults[0].notInjectableReason", "does not say why");

    [Test]
    public void AFaultWithoutSourceIsRefused() => Refused(With(f => f["sources"] = new JsonArray()), "$.faults[0].sources", "no source");

    [TestCase("http://example.org/1")]
    [TestCase("/issues/1")]
    public void ASourceNeedsAnHttpsAddress(string url) =>
        Refused(With(f => f["sources"]![0]!["url"] = url), "$.faults[0].sources[0].url", "https");

    [TestCase("streams")]
    [TestCase("turn>=0")]
    [TestCase("turn>=02")]
    [TestCase("turn>2")]
    [TestCase("age>=2")]
    [TestCase("thinking=maybe")]
    [TestCase("toolChoice=required|any")]
    public void AnUnknownConditionIsRefused(string condition) =>
        Refused(With(f => f["activation"] = new JsonArray(condition)), "$.faults[0].activation[0]", condition);

    [Test]
    public void AnIdThatStandsTwiceIsRefused() => Refused(
        With(f => f["id"] = "sw-two"),
        "$.faults[1].id",
        "'sw-two' stands in the catalogue already");

    [Test]
    public void AnUnknownLookAlikeIsRefusedAndTheNearestSuggested() =>
        Refused(With(f => f["lookAlikes"] = new JsonArray("sw-twoo")), "$.faults[0].lookAlikes[0]", "did you mean 'sw-two'?");

    [Test]
    public void ALookAlikeThatDoesNotLookBackIsRefused() =>
        Refused(With(f => f["lookAlikes"] = new JsonArray("sw-two")), "$.faults[0].lookAlikes[0]", "'sw-two' does not name 'sw-one'");

    [Test]
    public void AFaultDoesNotLookLikeItself() =>
        Refused(With(f => f["lookAlikes"] = new JsonArray("sw-one")), "$.faults[0].lookAlikes[0]", "itself");

    [Test]
    public void AnotherFormatIsRefused()
    {
        var catalogue = TwoFaults();
        catalogue["format"] = "kvv-fault-catalogue/2";
        Refused(() => Parse(catalogue), "$.format", "kvv-fault-catalogue/1");
    }

    [Test]
    public void EverythingThatIsWrongIsReportedAtOnce()
    {
        var error = Assert.Throws<FaultCatalogueException>(() => Parse(With(f => (f["hint"], f["cause"]) = ("", ""))));
        Assert.That(error!.Problems.Select(problem => problem.Path), Is.EqualTo(new[] { "$.faults[0].cause", "$.faults[0].hint" }));
    }

    private static void Refused(JsonObject catalogue, string path, string reason) => Refused(() => Parse(catalogue), path, reason);

    private static void Refused(Func<FaultCatalogue> parse, string path, string reason)
    {
        var error = Assert.Throws<FaultCatalogueException>(() => parse());
        Assert.That(error!.Problems[0].Path, Is.EqualTo(path), error.Message);
        Assert.That(error.Message, Does.StartWith($"{File}: {path}: ").And.Contain(reason));
    }

    private static FaultCatalogue Parse(JsonObject catalogue) => Parse(catalogue.ToJsonString());

    private static FaultCatalogue Parse(string json) => FaultCatalogue.Parse(Encoding.UTF8.GetBytes(json), File);

    private static JsonObject With(Action<JsonObject> change)
    {
        var catalogue = TwoFaults();
        change(catalogue["faults"]![0]!.AsObject());
        return catalogue;
    }

    private static JsonObject TwoFaults() => Examples.Catalogue(Examples.Fault("sw-one"), Examples.Fault("sw-two"));
}
