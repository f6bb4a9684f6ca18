using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Reading a journal for a report changes nothing and takes the record that counts.</summary>
public sealed class JournalReaderTests
{
    [Test]
    public void TheLastSettledRecordOfATrialCounts()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        using (var journal = TrialJournal.Open(path, t => t))
        {
            journal.Append(SyntheticRun.Trial("a", TrialOutcome.Infrastructure, null, null));
            journal.Append(SyntheticRun.Trial("b", TrialOutcome.Infrastructure, null, null));
            journal.Append(SyntheticRun.Trial("a", value: 0, content: "first"));
            journal.Append(SyntheticRun.Trial("a", value: 1, content: "second"));
            journal.Append(SyntheticRun.Trial("a", TrialOutcome.Infrastructure, null, null));
            // The writer still holds the file.
            Assert.That(JournalReader.Latest(path).Select(t => (t.Sample, t.Content)), Is.EqualTo(new[] { ("b", null), ("a", "second") }));
            Assert.That(JournalReader.All(path).Count(), Is.EqualTo(5));
        }
    }

    [Test]
    public void ATornLastLineIsLeftOutAndLeftAlone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        using (var journal = TrialJournal.Open(path, t => t))
            journal.Append(SyntheticRun.Trial("a"));
        File.AppendAllText(path, """{"benchmark":"su""");
        var before = File.ReadAllText(path);
        Assert.That(JournalReader.Latest(path).Select(t => t.Sample), Is.EqualTo(new[] { "a" }));
        Assert.That(File.ReadAllText(path), Is.EqualTo(before));
    }

    [Test]
    public void AnEditedLineIsNamed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("journal.jsonl");
        File.WriteAllText(path, "{\"benchmark\":1}\n{}\n");
        Assert.That(() => JournalReader.All(path).ToList(), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(":1"));
    }

    // Tests run side by side: none keeps a path in the fixture.
    private sealed class TemporaryFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;

        public string File(string name) => Path.Combine(_path, name);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
