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

    [Test]
    public void No_spoilt_whole_reply_throws()
    {
        var random = new Random(Seed);
        TestContext.Progress.WriteLine($"{nameof(StreamSplitTests)}: seed {Seed}");
        var healthy = Encoding.UTF8.GetBytes(Replies.Message("""{"role":"assistant","content":"a\ud83d\ude00é漢","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}"""));
        for (var round = 0; round < 5_000; round++)
            Assert.That(WholeReplyReader.Read(SpoilBytes(healthy, random)).Anomalies, Is.Not.Null, $"seed {Seed}, round {round}");
    }

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
