using System.Text.Json.Nodes;
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
            Assert.That(JournalReader.All(JournalFile).First().Content, Is.EqualTo("zwei\nZeilen 漢字"));
            Assert.That(again.Existing[0].Content, Is.Null, "long texts stay on the disk");
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

    // Still valid JSON: only the checksum tells that a wrong answer was made a right one.
    [Test]
    public void AnEditedScoreIsRefusedWithItsPlace()
    {
        using (var journal = Open())
            journal.Append(Record("a", TrialOutcome.Scored) with { Value = 0 });
        File.WriteAllText(JournalFile, File.ReadAllText(JournalFile).Replace("\"value\":0", "\"value\":1", StringComparison.Ordinal));
        Assert.That(Assert.Throws<InvalidDataException>(() => Open())!.Message, Does.Contain("basics.jsonl:1").And.Contain("checksum"));
    }

    [Test]
    public void ALineWithoutAChecksumIsReadAsItIs()
    {
        using (var journal = Open())
            journal.Append(Record("a", TrialOutcome.Scored));
        var line = File.ReadAllText(JournalFile);
        File.WriteAllText(JournalFile, line[..line.IndexOf(",\"crc\"", StringComparison.Ordinal)] + "}\n");
        using var again = Open();
        Assert.That(again.Existing.Select(r => r.Sample), Is.EqualTo(new[] { "a" }));
    }

    // A scorer may put anything into its details, even the name of a member of the record.
    [Test]
    public void DetailsThatLookLikeTheTextsAreReadWhole()
    {
        using (var journal = Open())
            journal.Append(Record("a", TrialOutcome.Scored) with { Details = new() { ["x"] = 1, ["attemptLog"] = new JsonArray(), ["y"] = 2 }, PromptTokens = 7 });
        using var again = Open();
        Assert.That((again.Existing[0].Details!["y"]!.GetValue<int>(), again.Existing[0].PromptTokens), Is.EqualTo((2, 7L)));
    }

    // The disk takes half of a line and then no more; when there is room again, the journal goes on without a scar.
    [Test]
    public void AFullDiskLeavesNoHalfLine()
    {
        var disk = new SmallDisk(new FileStream(JournalFile, FileMode.Create, FileAccess.ReadWrite, FileShare.Read));
        using (var journal = TrialJournal.Open(JournalFile, line => line, _ => disk))
        {
            journal.Append(Record("a", TrialOutcome.Scored));
            disk.Free = 20;
            var error = Assert.Throws<IOException>(() => journal.Append(Record("b", TrialOutcome.Scored)))!;
            Assert.That(error.Message, Does.Contain("No space left").And.Contain("run again to continue"));
            disk.Free = int.MaxValue;
            journal.Append(Record("c", TrialOutcome.Scored));
        }

        using var again = Open();
        Assert.That((again.Existing.Select(r => r.Sample).ToList(), again.TornBytes), Is.EqualTo((new List<string> { "a", "c" }, 0)).Using<(List<string>, int)>((x, y) => x.Item1.SequenceEqual(y.Item1) && x.Item2 == y.Item2));
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
