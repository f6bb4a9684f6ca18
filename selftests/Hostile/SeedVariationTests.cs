using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Settings;
using NUnit.Framework;

namespace Kvv.SelfTests.Hostile;

/// <summary>Two runs with seeds of their own share few prompts, so that answers kept from one do not serve the other.</summary>
[TestFixture]
public sealed class SeedVariationTests
{
    // Pre-verification asks for behaviour that a fixed request provokes; only its plain questions and its long texts are drawn.
    private const double OfPreVerification = 0.8;
    private const double OfBenchmarks = 0.05;

    [Test]
    public async Task TwoRunsShareFewPrompts()
    {
        var (own, other) = (await WholeRun.OfAsync(WholeRun.Own), await WholeRun.OfAsync(WholeRun.Other));
        using (Assert.EnterMultipleScope())
        {
            foreach (var sender in own.BySender)
            {
                var known = other.BySender[sender.Key].Select(s => s.Prompt).ToHashSet();
                var bodies = other.BySender[sender.Key].Select(s => s.Body).ToHashSet();
                var share = sender.Count(s => known.Contains(s.Prompt)) / (double)sender.Count();
                await TestContext.Out.WriteLineAsync($"{sender.Key}: {sender.Count()} requests, {share:P1} of the prompts equal, {sender.Count(s => bodies.Contains(s.Body)) / (double)sender.Count():P1} of the bodies");
                Assert.That(share, Is.LessThan(sender.Key == WholeRun.PreVerification ? OfPreVerification : OfBenchmarks), sender.Key);
            }

            Assert.That(own.BySender.Select(s => s.Key), Is.EquivalentTo([WholeRun.PreVerification, .. WholeRun.Benchmarks]));
        }
    }

    [Test]
    public void TheLetterheadIsDrawnOnceForAConversationAndKeepsWhatIsThere()
    {
        JsonArray messages = [Message("system", "You are brief."), Message("user", "What is due?")];
        var before = messages.ToJsonString();
        var headed = Letterhead.On(messages, 5, Letterhead.ItemOf(messages));
        JsonArray later = [.. messages.Select(m => m!.DeepClone()), Message("assistant", "Nothing."), Message("user", "And now?")];
        var laterHeaded = Letterhead.On(later, 5, Letterhead.ItemOf(later));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(messages.ToJsonString(), Is.EqualTo(before), "the conversation itself was changed");
            Assert.That((string?)headed[0]!["content"], Does.StartWith("You are brief.\n\n").And.Length.GreaterThan(25));
            Assert.That(headed.Skip(1).Select(m => m!.ToJsonString()), Is.EqualTo(messages.Skip(1).Select(m => m!.ToJsonString())));
            Assert.That((string?)laterHeaded[0]!["content"], Is.EqualTo((string?)headed[0]!["content"]), "a later turn");
            Assert.That((string?)Letterhead.On(messages, 6, Letterhead.ItemOf(messages))[0]!["content"], Is.Not.EqualTo((string?)headed[0]!["content"]), "another seed");
            Assert.That((string?)Letterhead.On(messages, 5, "other")[0]!["content"], Is.Not.EqualTo((string?)headed[0]!["content"]), "another item");
        }
    }

    // A number could be taken for one of the task; a line in another language could turn the answer to it.
    [Test]
    public void TheLetterheadHasNoNumberAndTheLanguageOfTheConversation([Values("What is due?", "今天该做什么?")] string question)
    {
        var lines = Enumerable.Range(1, 200).Select(seed => Letterhead.On([Message("user", question)], (ulong)seed, question)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines.Select(l => (string?)l[0]!["role"]), Is.All.EqualTo("system"));
            var texts = lines.Select(l => (string)l[0]!["content"]!).ToList();
            Assert.That(texts.Where(t => t.Any(char.IsDigit) || t.Contains('{', StringComparison.Ordinal)), Is.Empty);
            Assert.That(texts.Select(t => t.Any(c => c > '\u3000')), Is.All.EqualTo(question[0] > '\u3000'));
            Assert.That(texts.Distinct().Count(), Is.GreaterThan(190), "seeds 1 to 200");
        }
    }

    [Test]
    public void ThePublishedSeedAsksAsPublished()
    {
        JsonArray messages = [Message("user", ProbeContext.PlainPrompt)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Letterhead.On(messages, ConformanceSettings.DefaultSeed, "x"), Is.SameAs(messages));
            Assert.That(PlainQuestion.Drawn(messages, ConformanceSettings.DefaultSeed, "x"), Is.SameAs(messages));
        }
    }

    [Test]
    public void ThePlainQuestionIsOnePerCheckAndAnotherInTheNext()
    {
        JsonArray messages = [Message("user", "Good morning."), Message("assistant", "Good morning."), Message("user", $"Look here. {ProbeContext.PlainPrompt}"), Message("user", $"{ProbeContext.PlainPrompt} Or not.")];
        var drawn = PlainQuestion.Drawn(messages, 5, "a");
        var others = Enumerable.Range(0, 100).Select(i => (string)PlainQuestion.Drawn(messages, 5, $"check {i}")[2]!["content"]!).Distinct().Count();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)drawn[2]!["content"], Does.Match(@"^Look here\. (?:Reply|Answer|Respond) with only the number [1-9]\d\d\.$"));
            Assert.That((string?)drawn[3]!["content"], Is.EqualTo($"{ProbeContext.PlainPrompt} Or not."));
            Assert.That(drawn.ToJsonString(), Is.EqualTo(PlainQuestion.Drawn(messages, 5, "a").ToJsonString()));
            Assert.That(others, Is.GreaterThan(80), "checks 0 to 99");
        }
    }

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };
}
