using System.Text;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>Every legal variation of a stream is read in silence.</summary>
internal sealed class StreamLegalTests
{
    private static readonly string[] Base =
    [
        Sse.Delta("""{"role":"assistant","content":""}"""),
        Sse.Delta("""{"content":"Hel"}"""),
        Sse.Delta("""{"content":"lo"}"""),
        Sse.Delta("{}", "\"stop\""),
    ];

    private static IEnumerable<TestCaseData<string>> Variations()
    {
        yield return Case("line feeds", Sse.Stream(Base));
        yield return Case("carriage return and line feed", Sse.Stream(Base).Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return Case("carriage returns", Sse.Stream(Base).Replace("\n", "\r", StringComparison.Ordinal));
        yield return Case("comments between events", ": hi\n\n" + Sse.Stream(Base).Replace("\n\n", "\n\n: keep-alive\n\n", StringComparison.Ordinal));
        yield return Case("comments within events", Sse.Stream(Base).Replace("data: ", ":\ndata: ", StringComparison.Ordinal));
        yield return Case("a comment without a line end at the end", Sse.Stream(Base) + ": bye");
        yield return Case("event, id and retry fields", "retry: 3000\n\n" + Sse.Stream(Base).Replace("data: ", "event: message\nid: 7\nretry: 10\ndata: ", StringComparison.Ordinal));
        yield return Case("data without a space", Sse.Stream(Base).Replace("data: ", "data:", StringComparison.Ordinal));
        yield return Case("data over several lines", Sse.Stream(Base).Replace(",\"choices\"", ",\ndata: \"choices\"", StringComparison.Ordinal));
        yield return Case("a byte order mark", "\uFEFF" + Sse.Stream(Base));
        yield return Case("more blank lines", Sse.Stream(Base).Replace("\n\n", "\n\n\n\n", StringComparison.Ordinal));
        yield return Case("an empty chunk first, as Azure sends it", Sse.Stream(["""{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[]}""", .. Base]));
        yield return Case("an empty chunk in the middle", Sse.Stream([.. Base[..2], Sse.Chunk("\"choices\":[]"), .. Base[2..]]));
        yield return Case("nulls where nothing is said", Sse.Stream(
            Sse.Chunk("""
                "choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":null,"reasoning_content":null},"logprobs":null,"finish_reason":null}],"usage":null
                """),
            Sse.Delta("""{"content":"Hello"}"""),
            Base[3]));
        yield return Case("members nobody knows", Sse.Stream(Base).Replace("\"choices\"", "\"x\":[{\"y\":{\"z\":[]}}],\"choices\"", StringComparison.Ordinal));
        yield return Case("white space in the JSON", Sse.Stream(Base).Replace(":[", " : [ ", StringComparison.Ordinal));
        yield return Case("escaped names and text", Sse.Stream(Base).Replace("\"content\"", "\"\\u0063ontent\"", StringComparison.Ordinal).Replace("Hel", "\\u0048\\u0065l", StringComparison.Ordinal));
        yield return Case("reasoning_details beside", Sse.Stream(Base).Replace("{\"content\":\"lo\"}", "{\"content\":\"lo\",\"reasoning_details\":[{\"text\":\"x\"}]}", StringComparison.Ordinal));
        yield return Case("content as text parts", Sse.Stream(Base).Replace("\"content\":\"lo\"", "\"content\":[{\"type\":\"text\",\"text\":\"l\"},{\"type\":\"text\",\"text\":\"o\"}]", StringComparison.Ordinal));
        yield return Case("a null error", Sse.Stream(Base).Replace("\"choices\"", "\"error\":null,\"choices\"", StringComparison.Ordinal));
    }

    [TestCaseSource(nameof(Variations))]
    public void A_legal_stream_is_read_without_anomaly(string stream)
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(stream));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Anomalies, Is.Empty);
            Assert.That(read.Error, Is.Null);
            Assert.That(read.Reply!.Choices, Has.Count.EqualTo(1));
            Assert.That(read.Reply.First!.Content, Is.EqualTo("Hello"));
            Assert.That(read.Reply.First.Role, Is.EqualTo("assistant"));
            Assert.That(read.Reply.First.FinishReason, Is.EqualTo("stop"));
            Assert.That(read.Reply.Id, Is.EqualTo("chatcmpl-1"));
            Assert.That(read.Reply.Model, Is.EqualTo("kimi"));
            Assert.That(read.Reply.Object, Is.EqualTo("chat.completion.chunk"));
            Assert.That(read.Reply.Created, Is.EqualTo(1700000000));
        }
    }

    [Test]
    public void The_events_of_every_legal_stream_are_those_of_the_platform_parser()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var variation in Variations())
            {
                var bytes = Encoding.UTF8.GetBytes((string)variation.Arguments[0]!);
                var assembler = new StreamAssembler();
                assembler.Append(bytes);
                var expected = System.Net.ServerSentEvents.SseParser.Create(new MemoryStream(bytes)).Enumerate().Count();
                Assert.That(assembler.Events, Is.EqualTo(expected), variation.TestName);
            }
        }
    }

    [TestCase("reasoning_content")]
    [TestCase("reasoning")]
    public void Both_names_of_the_reasoning_field_are_read(string field)
    {
        var stream = Sse.Around(Sse.Delta($$"""{"{{field}}":"Hm, "}"""), Sse.Delta($$"""{"{{field}}":"so."}"""));
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(stream));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Anomalies, Is.Empty);
            Assert.That(read.Reply!.First!.Reasoning, Is.EqualTo("Hm, so."));
            Assert.That(read.Reply.First.ReasoningField, Is.EqualTo(field));
        }
    }

    [Test]
    public void Interleaved_choices_are_kept_apart()
    {
        var stream = Sse.Stream(
            Sse.Delta("""{"role":"assistant","content":"b"}""", index: 1),
            Sse.Delta("""{"role":"assistant","content":"a"}"""),
            Sse.Chunk("""
                "choices":[{"index":0,"delta":{"content":"A"},"finish_reason":null},{"index":1,"delta":{"content":"B"},"finish_reason":null}]
                """),
            Sse.Delta("{}", "\"length\"", 1),
            Sse.Delta("{}", "\"stop\""));
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(stream));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Anomalies, Is.Empty);
            Assert.That(read.Reply!.Choices.Select(c => (c.Index, c.Content, c.FinishReason)), Is.EqualTo(new (int?, string?, string?)[] { (0, "aA", "stop"), (1, "bB", "length") }));
        }
    }

    [Test]
    public void Parallel_tool_calls_are_joined_by_index()
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.HealthyCalls));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Anomalies, Is.Empty);
            Assert.That(read.Reply!.First!.Content, Is.Null);
            Assert.That(read.Reply.First.ToolCalls, Is.EqualTo(new ToolCall[]
            {
                new() { Index = 0, Id = "call_a", Type = "function", Name = "get_weather", Arguments = "{\"city\":\"Zürich\"}" },
                new() { Index = 1, Id = "call_b", Type = "function", Name = "get_time", Arguments = "{}" },
            }));
        }
    }

    [Test]
    public void Logprobs_of_all_deltas_are_joined()
    {
        var stream = Sse.Stream(
            Sse.Chunk("""
                "choices":[{"index":0,"delta":{"role":"assistant","content":"a"},"logprobs":{"content":[{"token":"a","logprob":-0.5}]},"finish_reason":null}]
                """),
            Sse.Chunk("""
                "choices":[{"index":0,"delta":{"content":"b"},"logprobs":{"content":[{"token":"b","logprob":-1}]},"finish_reason":"stop"}]
                """));
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(stream));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Anomalies, Is.Empty);
            Assert.That(read.Reply!.First!.Logprobs!.Value.GetRawText(), Is.EqualTo("""{"content":[{"token":"a","logprob":-0.5},{"token":"b","logprob":-1}]}"""));
        }
    }

    [Test]
    public void A_line_of_ten_megabytes_is_read_whole()
    {
        var text = new string('x', 10_000_000);
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Around(Sse.Delta($$"""{"content":"{{text}}"}"""))));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Anomalies, Is.Empty);
            Assert.That(read.Reply!.First!.Content, Has.Length.EqualTo(10_000_001));
        }
    }

    [Test]
    public void The_result_is_the_same_when_completed_twice_and_no_byte_is_taken_afterwards()
    {
        var assembler = new StreamAssembler();
        assembler.Append(Encoding.UTF8.GetBytes(Sse.Healthy));
        var first = assembler.Complete();

        Assert.That(assembler.Complete(), Is.SameAs(first));
        Assert.That(() => assembler.Append("x"u8), Throws.InvalidOperationException);
    }

    private static TestCaseData<string> Case(string name, string stream) => new TestCaseData<string>(stream).SetArgDisplayNames(name);
}
