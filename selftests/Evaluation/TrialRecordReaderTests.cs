using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Evaluation;

/// <summary>The quick reader of journal lines reads what the serializer writes, member by member.</summary>
[TestFixture]
public sealed class TrialRecordReaderTests
{
    /// <summary>A record with a value for every member.</summary>
    internal static readonly TrialRecord Full = new()
    {
        Benchmark = "basics",
        Sample = "漢字 \"quoted\"",
        Epoch = 3,
        ConfigurationHash = "0123456789abcdef",
        Outcome = TrialOutcome.Unscored,
        Value = 0.25,
        Answer = "a\nb\\c \u2028",
        Explanation = "réponse",
        Truncated = true,
        Status = 200,
        Attempts = 4,
        AttemptLog = [new(0, 200, null, 1, null, 0)],
        Content = "content",
        Reasoning = "reasoning",
        FinishReason = "length",
        ToolCalls = [new() { Id = "x" }],
        PromptTokens = 1L << 40,
        CompletionTokens = 12,
        ReasoningTokens = 13,
        CachedTokens = 14,
        StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(2)),
        DurationMs = 1234.5,
        FirstContentMs = 1e-7,
        LongestGapMs = 98.25,
        OutputTokensPerSecond = 67.125,
        Anomalies = [new("kind", "message", "excerpt"), new("other", "text")],
        Replies = [new("turn-1", [new("kind", "message")]), new("turn-2", [])],
        Requests = 2,
        CountedBefore = new(1, 2, 3, 4, 5, 6),
        Details = new() { ["n"] = 1, ["inner"] = new JsonObject { ["attemptLog"] = new JsonArray(1, "x") } },
        Faults = ["one", "two"],
    };

    // A member that was added to the record and forgotten in the reader is found here.
    [Test]
    public void EveryMemberIsReadAsTheSerializerReadsIt()
    {
        var written = JsonSerializer.SerializeToNode(Full, TrialJournal.Options)!.AsObject();
        var missing = typeof(TrialRecord).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.GetCustomAttribute<System.Text.Json.Serialization.JsonIgnoreAttribute>() is null)
            .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Where(n => !written.ContainsKey(n));
        var empty = JsonSerializer.SerializeToNode(Least, TrialJournal.Options)!.AsObject();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(missing, Is.Empty, "give the record of this test a value for it");
            Assert.That(written.Where(m => empty.ContainsKey(m.Key) && JsonNode.DeepEquals(empty[m.Key], m.Value)).Select(m => m.Key), Is.Empty, "give it a value that differs from the one of an empty record");
            Assert.That(Text(Read(Full)), Is.EqualTo(Text(Full.WithoutTexts())));
            Assert.That(Text(Read(Least)), Is.EqualTo(Text(Least)));
        }
    }

    [Test]
    public void ALineIsReadWithoutItsTextsAndStaysAsItWas()
    {
        var line = Encoding.UTF8.GetBytes(Text(Full));
        var before = line.ToArray();
        var read = JournalLine.ReadWithoutTexts(line, new());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Text(read), Is.EqualTo(Text(Full.WithoutTexts())));
            Assert.That(line, Is.EqualTo(before));
        }
    }

    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}", Description = "no member that a record must have")]
    [TestCase("""{"benchmark":"b","sample":"s","epoch":0,"configurationHash":"h","outcome":"scored"}""", Description = "no explanation")]
    [TestCase("""{"benchmark":"b","sample":"s","epoch":"0","configurationHash":"h","outcome":"scored","explanation":"e"}""", Description = "a text for a number")]
    [TestCase("""{"benchmark":"b","sample":7,"epoch":0,"configurationHash":"h","outcome":"scored","explanation":"e"}""", Description = "a number for a text")]
    [TestCase("""{"benchmark":"b","sample":"s","epoch":0,"configurationHash":"h","outcome":"lost","explanation":"e"}""", Description = "an unknown outcome")]
    [TestCase("""{"benchmark":"b","sample":"s","epoch":99999999999,"configurationHash":"h","outcome":"scored","explanation":"e"}""", Description = "a number too large")]
    [TestCase("""{"benchmark":"b","sample":"s","epoch":0,"configurationHash":"h","outcome":"scored","explanation":"e","startedAt":"never"}""", Description = "no time")]
    [TestCase("""{"benchmark":"b","sample":"s","epoch":0,"configurationHash":"h","outcome":"scored","explanation":"e"} {}""", Description = "two objects")]
    [TestCase("""{"benchmark":"b","sample":"s","epoch":0,"configurationHash":"h","outcome":"scored","explanation":"e" """, Description = "cut")]
    public void WhatIsNoRecordIsRefused(string json) =>
        Assert.That(() => TrialRecordReader.Read(Encoding.UTF8.GetBytes(json), new()), Throws.InstanceOf<JsonException>());

    [Test]
    public void TextsThatComeAgainAreSharedAndNeverMixedUp()
    {
        var texts = new RepeatedTexts();
        var all = Enumerable.Range(0, 100_000).Select(i => texts.Of(Encoding.UTF8.GetBytes($"item-{i / 4}"))).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.Where((t, i) => t != $"item-{i / 4}"), Is.Empty);
            Assert.That(ReferenceEquals(all[0], all[3]), Is.True);
            Assert.That(texts.Of("漢字"u8), Is.EqualTo("漢字"));
        }
    }

    /// <summary>A record with what it must have.</summary>
    internal static TrialRecord Least => new() { Benchmark = "", Sample = "", Epoch = 0, ConfigurationHash = "", Outcome = TrialOutcome.Scored, Explanation = "" };

    private static TrialRecord Read(TrialRecord record) => TrialRecordReader.Read(Encoding.UTF8.GetBytes(Text(record)), new());

    private static string Text(TrialRecord record) => JsonSerializer.Serialize(record, TrialJournal.Options);
}
