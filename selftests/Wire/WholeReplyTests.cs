using System.Text;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>Whole replies, healthy and not.</summary>
internal sealed class WholeReplyTests
{
    private static IEnumerable<TestCaseData<string, string[]>> Bodies()
    {
        yield return Case("healthy", Replies.Whole);
        yield return Case("white space around", $" \r\n{Replies.Whole}\n");
        yield return Case("null members", Replies.Message("""{"role":"assistant","content":"Hello","tool_calls":null,"refusal":null,"reasoning":null}"""));
        yield return Case("calls without index", Replies.Message("""{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"f","arguments":"{}"}}]}"""));
        yield return Case("no body", "", AnomalyKinds.BodyEmpty);
        yield return Case("only white space", " \n", AnomalyKinds.BodyEmpty);
        yield return Case("a page", "<html>Bad gateway</html>", AnomalyKinds.BodyNotJson);
        yield return Case("cut", Replies.Whole[..^1], AnomalyKinds.BodyNotJson);
        yield return Case("an event stream called JSON", Sse.Healthy, AnomalyKinds.BodyNotJson);
        yield return Case("a list", "[]", AnomalyKinds.BodyNotObject);
        yield return Case("null", "null", AnomalyKinds.BodyNotObject);
        yield return Case("a byte order mark", "\uFEFF" + Replies.Whole, AnomalyKinds.BodyByteOrderMark);
        yield return Case("bytes behind", Replies.Whole + "}", AnomalyKinds.BodyTrailingBytes);
        yield return Case("a second reply behind", Replies.Whole + Replies.Whole, AnomalyKinds.BodyTrailingBytes);
        yield return Case("an error", """{"error":{"message":"m"}}""", AnomalyKinds.ErrorInSuccess);
        yield return Case("an error that is text", """{"error":"m"}""", AnomalyKinds.ErrorInSuccess);
        yield return Case("a reply with an error", Replies.Whole.Replace("\"choices\"", "\"error\":{\"message\":\"m\"},\"choices\"", StringComparison.Ordinal), AnomalyKinds.ErrorInSuccess);
        yield return Case("no choices", Replies.Whole.Replace("\"choices\"", "\"choicez\"", StringComparison.Ordinal), AnomalyKinds.ChoicesMissing);
        yield return Case("empty choices", Replies.With("[]"), AnomalyKinds.ChoicesEmpty);
        yield return Case("choices that are text", Replies.With("\"x\""), AnomalyKinds.MemberTypeWrong);
        yield return Case("no message", Replies.With("""[{"index":0,"finish_reason":"stop"}]"""), AnomalyKinds.MessageMissing);
        yield return Case("a delta in place of a message", Replies.With("""[{"index":0,"delta":{"role":"assistant"},"finish_reason":"stop"}]"""), AnomalyKinds.MessageMissing);
        yield return Case("a message that is text", Replies.Message("\"Hello\""), AnomalyKinds.MemberTypeWrong);
        yield return Case("content that is an object", Replies.Message("""{"role":"assistant","content":{}}"""), AnomalyKinds.MemberTypeWrong);
        yield return Case("no index", Replies.Whole.Replace("\"index\":0,", "", StringComparison.Ordinal), AnomalyKinds.ChoiceIndexMissing);
        yield return Case("one index twice", Replies.With("""[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"},{"index":0,"message":{"role":"assistant","content":"b"},"finish_reason":"stop"}]"""), AnomalyKinds.ChoiceIndexReused);
        yield return Case("a duplicate key", Replies.Message("""{"role":"assistant","content":"a","content":"b"}"""), AnomalyKinds.DuplicateKey);
        yield return Case("the object of a chunk", Replies.Whole.Replace("chat.completion", "chat.completion.chunk", StringComparison.Ordinal), AnomalyKinds.ObjectWrong);
        yield return Case("no id", Replies.Whole.Replace("\"id\":\"chatcmpl-1\",", "", StringComparison.Ordinal), AnomalyKinds.EnvelopeMemberMissing);
        yield return Case("an empty list of calls", Replies.Message("""{"role":"assistant","content":"a","tool_calls":[]}"""), AnomalyKinds.ToolCallsEmpty);
        yield return Case("arguments that are an object", Replies.Message("""{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":{}}}]}"""), AnomalyKinds.ToolCallArgumentsNotString);
        yield return Case("both reasoning fields", Replies.Message("""{"role":"assistant","content":"a","reasoning":"b","reasoning_content":"b"}"""), AnomalyKinds.ReasoningBothFields);
        yield return Case("usage in the choice that differs", Replies.Whole.Replace("\"finish_reason\"", "\"usage\":{\"prompt_tokens\":9},\"finish_reason\"", StringComparison.Ordinal), AnomalyKinds.UsageDiffers);
        yield return Case("a negative fraction of tokens", Replies.Whole.Replace(":15", ":1.5e1", StringComparison.Ordinal), AnomalyKinds.UsageNotIntegers);
        yield return Case("nesting without end", new string('[', 100_000), AnomalyKinds.BodyNotJson);
    }

    [TestCaseSource(nameof(Bodies))]
    public void A_body_is_reported_by_what_is_wrong_with_it(string body, string[] kinds)
    {
        var read = WholeReplyReader.Read(Encoding.UTF8.GetBytes(body));

        Assert.That(read.Anomalies.Select(a => a.Kind).Distinct(), Is.EquivalentTo(kinds), () => string.Join('\n', read.Anomalies));
    }

    [Test]
    public void A_healthy_reply_is_read_member_by_member()
    {
        var read = WholeReplyReader.Read(Encoding.UTF8.GetBytes(Replies.Whole));

        var reply = read.Reply!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((reply.Id, reply.Object, reply.Created, reply.Model), Is.EqualTo(("chatcmpl-1", "chat.completion", 1700000000L, "kimi")));
            Assert.That(reply.First, Is.EqualTo(new ReplyChoice
            {
                Index = 0,
                Role = "assistant",
                Content = "Hello",
                Reasoning = "Hm.",
                ReasoningField = "reasoning_content",
                FinishReason = "stop",
                ToolCalls = reply.First!.ToolCalls,
            }));
            Assert.That(reply.Usage, Is.EqualTo(new Usage
            {
                Site = UsageSite.Whole,
                PromptTokens = 10,
                CompletionTokens = 5,
                TotalTokens = 15,
                Raw = """{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}""",
            }));
        }
    }

    [Test]
    public void Of_a_duplicate_key_the_last_value_counts_as_in_every_common_parser()
    {
        var read = WholeReplyReader.Read(Encoding.UTF8.GetBytes(Replies.Message("""{"role":"assistant","content":"a","content":"b"}""")));

        Assert.That(read.Reply!.First!.Content, Is.EqualTo("b"));
    }

    [Test]
    public void Logprobs_are_kept_as_received()
    {
        var read = WholeReplyReader.Read(Encoding.UTF8.GetBytes(Replies.With("""[{"index":0,"message":{"role":"assistant","content":"a"},"logprobs":{"content":[ 1.50 ]},"finish_reason":"stop"}]""")));

        Assert.That(read.Reply!.First!.Logprobs!.Value.GetRawText(), Is.EqualTo("""{"content":[ 1.50 ]}"""));
    }

    [Test]
    public void Invalid_utf8_and_lone_surrogates_in_an_error_do_not_throw()
    {
        var body = Encoding.Latin1.GetBytes("{\"error\":{\"message\":\"\u00ff\\ud800\",\"code\":null}}");

        Assert.That(ApiError.Parse(body), Is.EqualTo(new ApiError("\uFFFD\ud800", null, null, null)));
        Assert.That(WholeReplyReader.Read(body).Error?.Message, Is.EqualTo("\uFFFD\ud800"));
    }

    private static TestCaseData<string, string[]> Case(string name, string body, params string[] kinds) =>
        new TestCaseData<string, string[]>(body, kinds).SetArgDisplayNames(name);
}
