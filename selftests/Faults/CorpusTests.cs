using System.Text.RegularExpressions;
using Kvv.Conformance.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Faults;

/// <summary>The catalogue takes the facts of the research page, and none of its sentences.</summary>
public sealed partial class CorpusTests
{
    private const int LongestSharedRun = 7;

    [Test]
    public void TheCatalogueHoldsTheFaultsOfTheCorpusInItsOrder() => Assert.That(
        Catalogue.Shipped.Faults.Select(fault => fault.Id),
        Is.EqualTo(Corpus.Rows().Select(row => row.Id)));

    [Test]
    public void SeverityEvidenceAndNumberOfRequestsAreThoseOfTheCorpus()
    {
        foreach (var row in Corpus.Rows())
        {
            var fault = Catalogue.Shipped.Get(row.Id);
            Assert.That(fault.Severity, Is.EqualTo(Severity(row.Severity)), row.Id);
            Assert.That(fault.Evidence, Is.EqualTo(Evidence(row.Evidence)), row.Id);
            Assert.That(fault.Requests, Is.EqualTo(Requests(row.Requests)), row.Id);
        }
    }

    [Test]
    public void EveryThreadOfTheCorpusIsASourceAndNoOther()
    {
        foreach (var row in Corpus.Rows())
        {
            var numbers = Number().Matches(row.Sources).Select(match => match.Value).Distinct().Order();
            var threads = Catalogue.Shipped.Get(row.Id).Sources.SelectMany(source => Number().Matches(source.Reference)).Select(match => match.Value);
            Assert.That(threads.Order(), Is.EqualTo(numbers), row.Id);
        }
    }

    [Test]
    public void NoSentenceIsCopiedFromTheCorpus()
    {
        var corpus = new WordRuns(Corpus.Text(), LongestSharedRun + 1);
        Assert.That(
            Catalogue.Sentences().Select(s => (s.Where, Run: corpus.FirstShared(s.Text))).Where(s => s.Run is not null),
            Is.Empty);
    }

    [TestCase("Then the quick brown fox jumps over the lazy dog.", ExpectedResult = "the quick brown fox jumps over the lazy")]
    [TestCase("The QUICK, brown `fox` jumps (over) the-lazy", ExpectedResult = "the quick brown fox jumps over the lazy")]
    [TestCase("The quick brown fox jumps over the crazy dog.", ExpectedResult = null)]
    [TestCase("Fox", ExpectedResult = null)]
    public string? AWordRunIsFoundWhateverSignsStandBetween(string text) =>
        new WordRuns("It is said: the quick brown fox jumps over the lazy dog", 8).FirstShared(text);

    private static FaultSeverity Severity(string letter) => letter switch
    {
        "C" => FaultSeverity.Critical,
        "H" => FaultSeverity.High,
        "M" => FaultSeverity.Medium,
        "L" => FaultSeverity.Low,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "No such severity."),
    };

    private static FaultEvidence Evidence(string letter) => letter switch
    {
        "M" => FaultEvidence.Merged,
        "R" => FaultEvidence.Reproduced,
        "O" => FaultEvidence.Single,
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "No such evidence."),
    };

    // A series that is followed by a rate ("k+S") needs the rate.
    private static FaultRequests Requests(string sign) => sign switch
    {
        "1" => FaultRequests.One,
        "2" => FaultRequests.Pair,
        "k" => FaultRequests.Series,
        "S" or "k+S" or "2+S" => FaultRequests.Rate,
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, "No such number of requests."),
    };

    [GeneratedRegex(@"#\d+")]
    private static partial Regex Number();
}
