using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Evaluation;

/// <summary>The journal keeps what was written, drops a torn last line, refuses an edited one, and lets readers look on.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TrialJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kvv-journal-").FullName;

    private string JournalFile => Path.Combine(_folder, "basics.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void WhatWasAppendedIsThereAgain()
    {
        using (var journal = Open())
        {
            journal.Append(Record("a", TrialOutcome.Scored));
            journal.Append(Record("b", TrialOutcome.Infrastructure));
        }

        using var again = Open();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Existing.Select(r => (r.Sample, r.Outcome)), Is.EqualTo(new[] { ("a", TrialOutcome.Scored), ("b", TrialOutcome.Infrastructure) }));
            Assert.That(again.Existing[0].Content, Is.EqualTo("zwei\nZeilen 漢字"));
            Assert.That(again.TornBytes, Is.Zero);
        }
    }

    // A crash may cut the last line anywhere; everything before it stays, and the next record starts on a fresh line.
    [Test]
    public void ATornLastLineIsDroppedWhereverItWasCut()
    {
        using (var journal = Open())
        {
            journal.Append(Record("a", TrialOutcome.Scored));
            journal.Append(Record("b", TrialOutcome.Scored));
        }

        var whole = File.ReadAllBytes(JournalFile);
        var first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var cut = first; cut < whole.Length; cut += 7)
        {
            File.WriteAllBytes(JournalFile, whole[..cut]);
            using (var journal = Open())
            {
                Assert.That((journal.Existing.Count, journal.TornBytes), Is.EqualTo((1, cut - first)), $"cut at {cut}");
                journal.Append(Record("c", TrialOutcome.Scored));
            }

            using var again = Open();
            Assert.That(again.Existing.Select(r => r.Sample), Is.EqualTo(new[] { "a", "c" }), $"cut at {cut}");
        }
    }

    [Test]
    public void AnEditedLineIsRefusedWithItsPlace()
    {
        using (var journal = Open())
        {
            journal.Append(Record("a", TrialOutcome.Scored));
            journal.Append(Record("b", TrialOutcome.Scored));
        }

        File.WriteAllText(JournalFile, File.ReadAllText(JournalFile).Replace("\"sample\":\"b\"", "\"sample\":b", StringComparison.Ordinal));
        Assert.That(Assert.Throws<InvalidDataException>(() => Open())!.Message, Does.Contain("basics.jsonl:2").And.Contain("edited"));
    }

    [Test]
    public void AReaderMayLookOn()
    {
        using var journal = Open();
        journal.Append(Record("a", TrialOutcome.Scored));
        Assert.That(File.ReadAllLines(JournalFile), Has.Length.EqualTo(1));
    }

    [Test]
    public void SecretsAreRemovedBeforeALineIsWritten()
    {
        using (var journal = TrialJournal.Open(JournalFile, line => line.Replace("Zeilen", "[redacted]", StringComparison.Ordinal)))
            journal.Append(Record("a", TrialOutcome.Scored));
        Assert.That(File.ReadAllText(JournalFile), Does.Contain("[redacted]").And.Not.Contain("Zeilen"));
    }

    private TrialJournal Open() => TrialJournal.Open(JournalFile, line => line);

    private static TrialRecord Record(string sample, TrialOutcome outcome) => new()
    {
        Benchmark = "basics",
        Sample = sample,
        Epoch = 0,
        ConfigurationHash = "0123",
        Outcome = outcome,
        Explanation = "right",
        Content = "zwei\nZeilen 漢字",
    };
}
