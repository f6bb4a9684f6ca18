using System.Text;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>Usage is found wherever an endpoint puts it.</summary>
internal sealed class UsageSiteTests
{
    private const string Counts = """{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}}""";

    private static readonly string Role = Sse.Delta("""{"role":"assistant","content":"a"}""");
    private static readonly string Stop = Sse.Delta("{}", "\"stop\"");

    [Test]
    public void In_a_summary_chunk() => Expect(UsageSite.SummaryChunk, Sse.Stream(Role, Stop, Sse.Chunk($"\"choices\":[],\"usage\":{Counts}")));

    [Test]
    public void In_the_last_choice_as_kimi_sends_it() => Expect(UsageSite.Choice, Sse.Stream(Role, Sse.Chunk(
        $$$"""
        "choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":{{{Counts}}}}]
        """)));

    [Test]
    public void On_the_last_chunk() => Expect(UsageSite.Chunk, Sse.Stream(Role, Sse.Chunk(
        $$"""
        "choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{{Counts}}
        """)));

    [Test]
    public void On_every_chunk_with_running_counts() => Expect(UsageSite.SummaryChunk, Sse.Stream(
        Role[..^1] + ""","usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}""",
        Stop[..^1] + $",\"usage\":{Counts}}}",
        Sse.Chunk($"\"choices\":[],\"usage\":{Counts}")));

    [Test]
    public void With_flat_detail_counts() => Expect(UsageSite.SummaryChunk, Sse.Stream(Role, Stop, Sse.Chunk(
        """
        "choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"cached_tokens":4,"reasoning_tokens":3}
        """)));

    [Test]
    public void Several_choices_count_for_themselves_and_contradict_no_sum()
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Stream(
            Role,
            Sse.Delta("""{"role":"assistant","content":"b"}""", index: 1),
            Choice(0, 2),
            Choice(1, 3),
            Sse.Usage(10, 5))));

        Assert.That(read.Anomalies, Is.Empty);
        Assert.That(read.Reply!.Usage!.CompletionTokens, Is.EqualTo(5));
    }

    private static string Choice(int index, int completion) => Sse.Chunk(
        $$$"""
        "choices":[{"index":{{{index}}},"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":10,"completion_tokens":{{{completion}}}}}]
        """);

    private static void Expect(UsageSite site, string stream)
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(stream));

        var usage = read.Reply!.Usage!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Anomalies, Is.Empty);
            Assert.That(usage with { Raw = "" }, Is.EqualTo(new Usage
            {
                Site = site,
                PromptTokens = 10,
                CompletionTokens = 5,
                TotalTokens = 15,
                CachedTokens = 4,
                ReasoningTokens = 3,
                Raw = "",
            }));
        }
    }
}
