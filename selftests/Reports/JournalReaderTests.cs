using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Reading a journal for a report changes nothing and takes the record that counts.</summary>
public sealed class JournalReaderTests
{
    private string _path = "";

    [SetUp]
    public void Create() => _path = Path.GetTempFileName();

    [TearDown]
    public void Remove() => File.Delete(_path);

    [Test]
    public void TheLastSettledRecordOfATrialCounts()
    {
        File.Delete(_path);
        using (var journal = TrialJournal.Open(_path, t => t))
        {
            journal.Append(SyntheticRun.Trial("a", TrialOutcome.Infrastructure, null, null));
            journal.Append(SyntheticRun.Trial("b", TrialOutcome.Infrastructure, null, null));
            journal.Append(SyntheticRun.Trial("a", value: 0, content: "first"));
            journal.Append(SyntheticRun.Trial("a", value: 1, content: "second"));
            journal.Append(SyntheticRun.Trial("a", TrialOutcome.Infrastructure, null, null));
            // The writer still holds the file.
            Assert.That(JournalReader.Latest(_path).Select(t => (t.Sample, t.Content)), Is.EqualTo(new[] { ("b", null), ("a", "second") }));
            Assert.That(JournalReader.All(_path).Count(), Is.EqualTo(5));
        }
    }

    [Test]
    public void ATornLastLineIsLeftOutAndLeftAlone()
    {
        File.Delete(_path);
        using (var journal = TrialJournal.Open(_path, t => t))
            journal.Append(SyntheticRun.Trial("a"));
        File.AppendAllText(_path, """{"benchmark":"su""");
        var before = File.ReadAllText(_path);
        Assert.That(JournalReader.Latest(_path).Select(t => t.Sample), Is.EqualTo(new[] { "a" }));
        Assert.That(File.ReadAllText(_path), Is.EqualTo(before));
    }

    [Test]
    public void AnEditedLineIsNamed()
    {
        File.WriteAllText(_path, "{\"benchmark\":1}\n{}\n");
        Assert.That(() => JournalReader.All(_path).ToList(), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(":1"));
    }
}
