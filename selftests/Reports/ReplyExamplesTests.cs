using Kvv.Conformance.Results;
using Kvv.Conformance.Session;
using Kvv.SelfTests.Evaluation;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>The examples of what was seen in replies: each is one exchange, whole.</summary>
public sealed class ReplyExamplesTests
{
    private readonly DirectoryInfo _runs = Directory.CreateTempSubdirectory("kvv-selftest-");

    [OneTimeTearDown]
    public void Remove() => _runs.Delete(recursive: true);

    // A check that compares modes has a whole and a streamed exchange of one name.
    [Test]
    public void TheRequestAndTheAnswerOfAnExampleBelongTogether()
    {
        using var run = RunDirectory.Open(_runs.FullName, "run", new Redactor([]));
        var ledger = new ReplyLedger(new EvidenceStore(run));
        Exchange Odd(string word, string type) => Exchanges.Answered() with
        {
            Request = ChatRequest.Empty.With("model", word),
            Body = System.Text.Encoding.UTF8.GetBytes(word),
            Headers = new Dictionary<string, string> { ["content-type"] = type },
            Anomalies = [new(AnomalyKinds.FinishStopWithCalls, $"seen in {word}")],
        };
        ledger.Inspected("AGREE-CALL-001 [whole]", Odd("first", "application/json"));
        ledger.Inspected("AGREE-CALL-001 [whole]", Odd("second", "text/event-stream"));
        ledger.Inspected("TOOL-AUTO-001 [whole]", Odd("third", "application/json"));
        var summary = ledger.Summarise([AnomalyKinds.FinishStopWithCalls]);
        string[] Words(string ending) => [.. summary.Evidence.Where(f => f.Contains(ending, StringComparison.Ordinal)).Select(f => File.ReadAllText(Path.Combine(run.Path, f)))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(summary.Affected, Is.EqualTo(3));
            Assert.That(Words("-response"), Is.EquivalentTo(new[] { "first", "third" }));
            Assert.That(Words("-request"), Is.EquivalentTo(new[] { """{"model":"first"}""", """{"model":"third"}""" }));
            Assert.That(summary.Evidence, Is.Unique);
        }
    }
}
