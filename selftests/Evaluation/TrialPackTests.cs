using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Evaluation;

/// <summary>What is kept of a trial in memory is what it was, and is small.</summary>
[TestFixture]
public sealed class TrialPackTests
{
    // A member that was added to the record and forgotten in the pack is found here: the full record has a value for each.
    [Test]
    public void EveryMemberComesBackAsItWas()
    {
        var pack = Pack();
        var records = new[] { TrialRecordReaderTests.Full, TrialRecordReaderTests.Least, TrialRecordReaderTests.Full with { Value = 1, ConfigurationHash = "0123456789abcdef0123456789abcdef", StartedAt = DateTimeOffset.UnixEpoch } };
        var places = records.Select(pack.Add).ToList();
        Assert.That(places.Select(pack.Read).Select(Text), Is.EqualTo(records.Select(r => Text(r.WithoutTexts()))));
    }

    [TestCase("0123456789ABCDEF0123456789abcdef", Description = "capital digits")]
    [TestCase("0123456789abcdef0123456789abcdeg", Description = "no digits")]
    [TestCase("0123456789abcdef0123456789abcdef00", Description = "too long")]
    [TestCase("h")]
    [TestCase("")]
    public void AHashOfAnotherKindIsKeptAsText(string hash)
    {
        var pack = Pack();
        var place = pack.Add(TrialRecordReaderTests.Least with { ConfigurationHash = hash });
        Assert.That(pack.Read(place).ConfigurationHash, Is.EqualTo(hash));
    }

    [Test]
    public void WhateverATrialHoldsComesBackAsItWas()
    {
        var texts = Gen.Elements("", "a", "the boxed answer is the expected one", "漢字", "😀", new string('x', 300), new string('é', 40_000));
        var numbers = Gen.Elements<long?>(null, 0, 1, 127, 128, -1, long.MaxValue, long.MinValue);
        var shares = Gen.Elements<double?>(null, 0, -0.0, 1, 0.1, 1d / 3, 1e-300, double.MaxValue, -0.5, 61234.5678, 61234.56789, 900719925474.0992, 123456789012345);
        var records =
            from text in texts
            from other in texts
            from prompt in numbers
            from value in shares
            from gap in shares
            from outcome in Gen.Elements(Enum.GetValues<TrialOutcome>())
            from attempts in Gen.Choose(0, 300)
            from minutes in Gen.Choose(-14 * 60, 14 * 60)
            select TrialRecordReaderTests.Least with
            {
                Sample = text,
                Answer = other,
                Explanation = other,
                PromptTokens = prompt,
                Value = value,
                LongestGapMs = gap,
                DurationMs = gap ?? 0,
                Outcome = outcome,
                Attempts = attempts,
                Requests = attempts / 2,
                StartedAt = DateTimeOffset.UnixEpoch.AddTicks(attempts * 987_654_321L).ToOffset(TimeSpan.FromMinutes(minutes)),
            };
        // Many in one pack: they refer to each other's texts, and cross the ends of its blocks.
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(records.ListOf(60).ToArbitrary(), list =>
        {
            var pack = Pack();
            var places = list.Select(pack.Add).ToList();
            return places.Select(pack.Read).Select(Text).SequenceEqual(list.Select(Text));
        }));
    }

    // What is no UTF-16 is replaced as the journal replaces it: a run that was resumed has the same figures.
    [Test]
    public void HalfACharacterComesBackAsTheJournalGivesItBack()
    {
        var record = TrialRecordReaderTests.Least with { Answer = "cut \ud83d" };
        var pack = Pack();
        Assert.That(pack.Read(pack.Add(record)).Answer, Is.EqualTo(JsonSerializer.Deserialize<TrialRecord>(Text(record), TrialJournal.Options)!.Answer));
    }

    [Test]
    public void TheRecordOfATrialTakesAHundredBytes()
    {
        var log = new ByteLog();
        var pack = new TrialPack(new(), log);
        const int Trials = 5_000;
        for (var i = 0; i < Trials; i++)
            pack.Add(Typical(i));
        Assert.That((double)log.Length / Trials, Is.LessThan(100));
    }

    [Test]
    public void AViewOfAPackGivesItsRecordsInItsOrder()
    {
        var pack = Pack();
        var places = Enumerable.Range(0, 5).Select(i => pack.Add(Typical(i))).Reverse().ToList();
        var view = new PackedTrials(pack, places);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(view.Select(r => r.Answer), Is.EqualTo(new[] { "4", "3", "2", "1", "0" }));
            Assert.That((view.Count, view[1].Answer), Is.EqualTo((5, "3")));
        }
    }

    private static TrialPack Pack() => new(new(), new());

    private static TrialRecord Typical(int i) => new()
    {
        Benchmark = "reasoning",
        Sample = $"item-{i / 8}",
        Epoch = i % 8,
        ConfigurationHash = ConfigurationHash.Of($"{i}"),
        Outcome = TrialOutcome.Scored,
        Value = i % 10 == 0 ? 0 : 1,
        Answer = $"{i}",
        Explanation = "the boxed answer is the expected one",
        Status = 200,
        Attempts = 1,
        FinishReason = "stop",
        PromptTokens = 210,
        CompletionTokens = 4100 + i,
        ReasoningTokens = 3900,
        StartedAt = DateTimeOffset.UnixEpoch.AddYears(56).AddSeconds(i),
        DurationMs = 61234.5 + i,
        FirstContentMs = 812.25,
        LongestGapMs = 98.5,
        OutputTokensPerSecond = 67.1,
    };

    private static string Text(TrialRecord record) => JsonSerializer.Serialize(record, TrialJournal.Options);
}
