using System.Text;
using Kvv.Wire;
using Kvv.Wire.Detection;
using NUnit.Framework;

namespace Kvv.SelfTests.Detection;

public class HostileReplyTests
{
    private const int Seed = 20_260_711;

    // Pieces that break naive readers, beside single random code units.
    private static readonly string[] Pieces =
    [
        "<|tool_call_begin|>", "<|", "|>", "</think>", "```", "\uFFFD", "\uD83D", "\uDE00", "\0", "\\u", "\\ud83d", "\\", "{", "[", "\"", "[PAD] ",
        "!!!!!!!!!!!!!!!!", "                ", "again and again ", "\u2028", "\u202E", "𝛼",
    ];

    [Test]
    public void NoReplyMakesADetectorThrowAndEveryReportCanBeWritten()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        for (var i = 0; i < 3000; i++)
        {
            var inspection = new Inspection(ChatRequest.Exact(Text(random) ?? ""), Reply(random), random.Next(2) == 0, Replies.Format);

            var found = DetectorSet.Default.Inspect(inspection);

            var kinds = DetectorSet.Default.Detectors.SelectMany(d => d.Kinds).ToHashSet();
            foreach (var anomaly in found)
            {
                Assert.That(kinds, Does.Contain(anomaly.Kind));
                Assert.That(anomaly.Excerpt?.Length ?? 0, Is.LessThanOrEqualTo(400), anomaly.Kind);
                Assert.That(LooksWellFormed(anomaly.Excerpt ?? ""), $"{anomaly.Kind}, case {i}");
                Assert.That(LooksWellFormed(anomaly.Message), $"{anomaly.Kind}, case {i}");
                Assert.That(anomaly.Message, Has.Length.LessThan(800), anomaly.Kind);
            }
        }
    }

    [TestCase("""{"\ud800":1,"model":"kimi-k3","messages":[{"\udc00":"x","role":"user","content":"\ud83d"}]}""")]
    [TestCase("""{"model":7,"messages":"none","tools":{},"stop":[],"max_tokens":1e300,"tool_choice":null}""")]
    [TestCase("""{"messages":[1,null,[],{"tools":[1,{"function":2}],"tool_calls":[{"id":{}}]}],"functions":[3]}""")]
    public void AMalformedRequestIsNoReasonToThrow(string request) =>
        Assert.That(() => DetectorSet.Default.Inspect(new Inspection(
            ChatRequest.Exact(request), new ChatReply { Model = "m", Choices = [Replies.Choice with { Content = "<|sep|> \uFFFD " }] }, false, Replies.Format)), Throws.Nothing);

    [Test]
    public void ArgumentsNestedWithoutEndAreNoReasonToThrow()
    {
        var found = DetectorSet.Default.Inspect(Replies.Calls(Replies.Call with { Arguments = "{\"a\":" + new string('[', 100_000) }));

        Assert.That(found.Select(a => a.Kind), Does.Contain(AnomalyKinds.ToolCallArgumentsNotJson));
    }

    [Test]
    public void AFormatWithoutStringsFindsNone() =>
        Assert.That(DetectorSet.Default.Inspect(Replies.Says("<|im_end|> <think>") with { Format = ChatFormat.None }), Is.Empty);

    [Test]
    public void ACopyOfAnInspectionIsJudgedByItsOwnReply()
    {
        var healthy = Replies.Says("Rivers run.");
        Assert.That(DetectorSet.Default.Inspect(healthy), Is.Empty);

        var faulty = healthy with { Reply = Replies.Says("Rivers <|sep|> run.").Reply };

        Assert.That(DetectorSet.Default.Inspect(faulty).Select(a => a.Kind), Is.EqualTo(new[] { AnomalyKinds.ControlStringInContent }));
        Assert.That(faulty, Is.Not.EqualTo(healthy));
        Assert.That(faulty with { Reply = healthy.Reply }, Is.EqualTo(healthy));
    }

    private static ChatReply Reply(Random random) => new()
    {
        Model = Text(random),
        Usage = random.Next(4) == 0 ? null : new Usage { PromptTokens = Count(random), CompletionTokens = Count(random), TotalTokens = Count(random), CachedTokens = Count(random), ReasoningTokens = Count(random), Raw = Text(random) ?? "" },
        Choices = [.. Enumerable.Range(0, random.Next(3)).Select(i => new ReplyChoice
        {
            Index = i,
            Role = random.Next(2) == 0 ? "assistant" : Text(random),
            Content = Text(random),
            Reasoning = Text(random),
            Refusal = Text(random),
            FinishReason = random.Next(2) == 0 ? "stop" : Text(random),
            ToolCalls = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new ToolCall { Index = random.Next(-2, 5), Id = Text(random), Type = Text(random), Name = Text(random), Arguments = Text(random) })],
        })],
    };

    private static long? Count(Random random) => random.Next(5) switch { 0 => null, 1 => long.MaxValue, 2 => long.MinValue, 3 => 0, _ => random.Next(100) };

    private static string? Text(Random random)
    {
        if (random.Next(6) == 0)
            return null;
        var text = new StringBuilder();
        for (var i = random.Next(12); i > 0; i--)
        {
            var piece = random.Next(3) == 0 ? ((char)random.Next(0x10000)).ToString() : Pieces[random.Next(Pieces.Length)];
            for (var copies = random.Next(10) == 0 ? random.Next(200) : 1; copies > 0; copies--)
                text.Append(piece);
        }

        return text.ToString();
    }

    private static bool LooksWellFormed(string text)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        try
        {
            strict.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
