using System.Text;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>How the bytes are cut never matters; what is broken never throws.</summary>
internal sealed class StreamSplitTests
{
    private const int Seed = 20260101;

    private static readonly byte[][] Streams =
    [
        Encoding.UTF8.GetBytes(Sse.Healthy),
        Encoding.UTF8.GetBytes(Sse.HealthyCalls),
        Encoding.UTF8.GetBytes(Sse.Healthy.Replace("\n", "\r\n", StringComparison.Ordinal)),
        Encoding.UTF8.GetBytes("\uFEFF: hello\r\r" + Sse.HealthyCalls.Replace("\n", "\r", StringComparison.Ordinal)),
    ];

    [Test]
    public void A_stream_fed_byte_by_byte_reads_as_the_whole()
    {
        foreach (var stream in Streams)
            AssertSame(StreamAssembler.Assemble(stream), Feed(stream, () => 1));
    }

    [Test]
    public void A_stream_cut_in_two_anywhere_reads_as_the_whole()
    {
        foreach (var stream in Streams)
        {
            var whole = StreamAssembler.Assemble(stream);
            for (var cut = 0; cut <= stream.Length; cut++)
            {
                var assembler = new StreamAssembler();
                assembler.Append(stream.AsSpan(0, cut));
                assembler.Append(stream.AsSpan(cut));
                AssertSame(whole, assembler.Complete());
            }
        }
    }

    // Twelve thousand streams, half of them untouched, the others cut, doubled, shuffled and spoilt byte by byte.
    [Test]
    public void No_broken_stream_throws_and_every_split_of_any_stream_reads_alike()
    {
        var random = new Random(Seed);
        TestContext.Progress.WriteLine($"{nameof(StreamSplitTests)}: seed {Seed}");
        for (var round = 0; round < 12_000; round++)
        {
            var original = Streams[random.Next(Streams.Length)];
            var stream = round % 2 == 0 ? original : Spoil(original, random);
            var whole = StreamAssembler.Assemble(stream);
            AssertSame(whole, Feed(stream, () => random.Next(1, 60)));
            if (round % 2 == 0)
                Assert.That(whole.Anomalies, Is.Empty);
        }
    }

    // Chunks that are alike but for their text are read by a short cut; a space that comes and goes bars it.
    [Test]
    public void Chunks_that_are_alike_read_as_chunks_that_are_not()
    {
        var random = new Random(Seed);
        TestContext.Progress.WriteLine($"{nameof(StreamSplitTests)}: seed {Seed}");
        for (var round = 0; round < 3_000; round++)
        {
            List<string> chunks = [Sse.Delta("""{"role":"assistant","content":""}""")];
            for (var count = random.Next(2, 14); count > 0; count--)
                chunks.Add(LikelyChunk(random));
            var unlike = chunks.Select((chunk, i) => $"{{{new string(' ', (i % 2) + 1)}{chunk[1..]}");
            AssertSame(
                WithoutExcerpts(StreamAssembler.Assemble(Encoding.Latin1.GetBytes(Sse.Stream(unlike)))),
                WithoutExcerpts(StreamAssembler.Assemble(Encoding.Latin1.GetBytes(Sse.Stream(chunks)))));
        }
    }

    [Test]
    public void No_spoilt_whole_reply_throws()
    {
        var random = new Random(Seed);
        TestContext.Progress.WriteLine($"{nameof(StreamSplitTests)}: seed {Seed}");
        var healthy = Encoding.UTF8.GetBytes(Replies.Message("""{"role":"assistant","content":"a\ud83d\ude00é漢","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}"""));
        for (var round = 0; round < 5_000; round++)
            Assert.That(WholeReplyReader.Read(SpoilBytes(healthy, random)).Anomalies, Is.Not.Null, $"seed {Seed}, round {round}");
    }

    private static string LikelyChunk(Random random)
    {
        string[] texts = ["a", "bc", "", "d\u00e9", "\\n", "\\\"", "\u00c3\u00a9", "\u0001", "\",\"x\":\"", "e\",\"role\":\"assistant"];
        var text = texts[random.Next(random.Next(2) == 0 ? 2 : texts.Length)];
        return random.Next(12) switch
        {
            0 => Sse.Delta($$"""{"reasoning_content":"{{text}}"}"""),
            1 => Sse.Delta($$"""{"reasoning":"{{text}}"}"""),
            2 => Sse.Delta($$"""{"content":"{{text}}","reasoning_content":""}"""),
            3 => Sse.Delta($$"""{"content":"{{text}}"}""", index: 1),
            4 => Sse.Delta($$"""{"content":"{{text}}"}""", "\"stop\""),
            5 => Sse.Delta($$"""{"content":"{{text}}"}""").Replace("kimi", "other", StringComparison.Ordinal),
            6 => Sse.Delta($$"""{"content":"{{text}}"}""")[..^1] + ""","usage":{"prompt_tokens":1}}""",
            _ => Sse.Delta($$"""{"content":"{{text}}"}"""),
        };
    }

    private static AssembledReply WithoutExcerpts(AssembledReply read) => read with { Anomalies = [.. read.Anomalies.Select(a => a with { Excerpt = null })] };

    private static AssembledReply Feed(byte[] stream, Func<int> next)
    {
        var assembler = new StreamAssembler();
        for (var at = 0; at < stream.Length;)
        {
            var length = Math.Min(next(), stream.Length - at);
            assembler.Append(stream.AsSpan(at, length));
            at += length;
        }

        return assembler.Complete();
    }

    private static byte[] Spoil(byte[] stream, Random random)
    {
        var text = Encoding.UTF8.GetString(stream);
        var events = text.Split("\n\n").ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(events.Count);
            switch (random.Next(5))
            {
                case 0:
                    events.RemoveAt(at);
                    break;
                case 1:
                    events.Insert(random.Next(events.Count + 1), events[at]);
                    break;
                case 2:
                    (events[at], events[^1]) = (events[^1], events[at]);
                    break;
                case 3:
                    return SpoilBytes(Encoding.UTF8.GetBytes(string.Join("\n\n", events)), random);
                default:
                    events[at] = events[at][..random.Next(events[at].Length + 1)];
                    break;
            }

            if (events.Count == 0)
                break;
        }

        return Encoding.UTF8.GetBytes(string.Join("\n\n", events));
    }

    private static byte[] SpoilBytes(byte[] stream, Random random)
    {
        var bytes = stream.ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, random.Next(Math.Min(20, bytes.Count - at) + 1));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(40, bytes.Count - at) + 1)));
                    break;
                default:
                    bytes.Insert(at, "\n\r\"\\{}[]:, "u8[random.Next(11)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void AssertSame(AssembledReply expected, AssembledReply actual)
    {
        // Compared as text, for records compare their lists by reference.
        if (Describe(expected) != Describe(actual))
            Assert.That(Describe(actual), Is.EqualTo(Describe(expected)), $"seed {Seed}");
    }

    private static string Describe(AssembledReply read) => System.Text.Json.JsonSerializer.Serialize(read);
}
