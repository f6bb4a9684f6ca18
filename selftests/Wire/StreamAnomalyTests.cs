using System.Text;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>Every illegal variation is reported under its own name, and under no other.</summary>
internal sealed class StreamAnomalyTests
{
    private static readonly string Role = Sse.Delta("""{"role":"assistant","content":"a"}""");
    private static readonly string Stop = Sse.Delta("{}", "\"stop\"");

    private static IEnumerable<TestCaseData<string, string[]>> Faults() => FrameFaults().Concat(EnvelopeFaults()).Concat(ChoiceFaults()).Concat(CallFaults()).Concat(UsageFaults());

    private static IEnumerable<TestCaseData<string, string[]>> FrameFaults()
    {
        yield return Case("no end", Sse.Events(Role, Stop), AnomalyKinds.StreamNoDone);
        yield return Case("nothing at all", "", AnomalyKinds.StreamEmpty, AnomalyKinds.StreamNoDone);
        yield return Case("only comments", ": one\n\n: two\n\n", AnomalyKinds.StreamEmpty, AnomalyKinds.StreamNoDone);
        yield return Case("only the end", Sse.Done, AnomalyKinds.StreamEmpty);
        yield return Case("bare end of the connection", Sse.Events(Role), AnomalyKinds.FinishMissing, AnomalyKinds.StreamNoDone);
        yield return Case("end without a reason", Sse.Stream(Role), AnomalyKinds.FinishMissing);
        yield return Case("data after the end", Sse.Stream(Role, Stop) + Sse.Events(Stop), AnomalyKinds.StreamAfterDone);
        yield return Case("a second end", Sse.Stream(Role, Stop) + Sse.Done, AnomalyKinds.StreamAfterDone);
        yield return Case("no JSON", Sse.Around("{\"choices\":"), AnomalyKinds.StreamFrameNotJson);
        yield return Case("two values in one frame", Sse.Around(Sse.Delta("{}") + "}"), AnomalyKinds.StreamFrameNotJson);
        yield return Case("the wrong quotes", Sse.Around("{'choices':[]}"), AnomalyKinds.StreamFrameNotJson);
        yield return Case("not a number", Sse.Around(Sse.Chunk("\"choices\":[],\"x\":NaN")), AnomalyKinds.StreamFrameNotJson);
        yield return Case("a JSON array", Sse.Around("[]"), AnomalyKinds.StreamFrameNotObject);
        yield return Case("a JSON string", Sse.Around("\"[DONE]\""), AnomalyKinds.StreamFrameNotObject);
        yield return Case("a comment as data", Sse.Around(": OPENROUTER PROCESSING"), AnomalyKinds.StreamCommentAsData);
        yield return Case("an empty event", Sse.Around("").Replace("data: \n\n", "data:\n\n", StringComparison.Ordinal), AnomalyKinds.StreamEmptyEvent);
        yield return Case("a keep-alive after an id", "id: 5\n: ping\n\n" + Sse.Around(), AnomalyKinds.StreamEmptyEvent);
        yield return Case("cut in a frame", Sse.Events(Role, Stop) + "data: {\"choices\"", AnomalyKinds.StreamUnterminatedEvent, AnomalyKinds.StreamNoDone);
        yield return Case("cut in a field name", Sse.Events(Role, Stop) + "da", AnomalyKinds.StreamUnknownField, AnomalyKinds.StreamUnterminatedEvent, AnomalyKinds.StreamNoDone);
        yield return Case("an end without a blank line", Sse.Events(Role, Stop) + "data: [DONE]\n", AnomalyKinds.StreamUnterminatedEvent);
        yield return Case("an end without any line end", Sse.Events(Role, Stop) + "data: [DONE]", AnomalyKinds.StreamUnterminatedEvent);
        yield return Case("a bare JSON line", Sse.Events(Role, Stop) + "{\"error\":{}}\n" + Sse.Done, AnomalyKinds.StreamUnknownField);
        yield return Case("an error event with an error member", Sse.Events(Role) + "event: error\ndata: {\"error\":{\"message\":\"m\"}}\n\n" + Sse.Stream(Stop), AnomalyKinds.StreamErrorEvent, AnomalyKinds.ErrorInSuccess);
        yield return Case("an error event with a bare error", Sse.Events(Role) + "event: error\ndata: {\"message\":\"m\"}\n\n" + Sse.Stream(Stop), AnomalyKinds.StreamErrorEvent);
        yield return Case("an error object", Sse.Around("{\"error\":{\"message\":\"m\"}}"), AnomalyKinds.ErrorInSuccess);
        yield return Case("an error object first and last", Sse.Events("{\"error\":{\"message\":\"m\"},\"choices\":[]}"), AnomalyKinds.ErrorInSuccess, AnomalyKinds.StreamNoDone);
        yield return Case("a duplicate key", Sse.Around(Sse.Delta("{\"content\":\"x\",\"content\":\"y\"}")), AnomalyKinds.DuplicateKey);
        yield return Case("a duplicate key behind an escape", Sse.Around(Sse.Delta("{\"content\":\"x\",\"\\u0063ontent\":\"y\"}")), AnomalyKinds.DuplicateKey);
        yield return Case("half of a surrogate pair", Sse.Around(Sse.Delta("{\"content\":\"\\ud83d\"}"), Sse.Delta("{\"content\":\"\\ude00\"}")), AnomalyKinds.StreamSplitSurrogate);
    }

    private static IEnumerable<TestCaseData<string, string[]>> EnvelopeFaults()
    {
        var chunk = Sse.Delta("{\"content\":\"x\"}");
        yield return Case("another id", Sse.Around(chunk.Replace("chatcmpl-1", "chatcmpl-2", StringComparison.Ordinal)), AnomalyKinds.StreamIdChanges);
        yield return Case("another model", Sse.Around(chunk.Replace("kimi", "other", StringComparison.Ordinal)), AnomalyKinds.StreamModelChanges);
        yield return Case("another time", Sse.Around(chunk.Replace("1700000000", "1700000001", StringComparison.Ordinal)), AnomalyKinds.StreamCreatedChanges);
        yield return Case("another object", Sse.Around(chunk.Replace("completion.chunk", "completion", StringComparison.Ordinal)), AnomalyKinds.ObjectWrong, AnomalyKinds.StreamObjectChanges);
        yield return Case("no object", Sse.Around(chunk.Replace("\"object\":\"chat.completion.chunk\",", "", StringComparison.Ordinal)), AnomalyKinds.ObjectWrong);
        yield return Case("no id", Sse.Around(chunk.Replace("\"id\":\"chatcmpl-1\",", "", StringComparison.Ordinal)), AnomalyKinds.EnvelopeMemberMissing);
        yield return Case("an empty model", Sse.Around(chunk.Replace("\"kimi\"", "\"\"", StringComparison.Ordinal)), AnomalyKinds.EnvelopeMemberMissing);
        yield return Case("a time that is text", Sse.Around(chunk.Replace("1700000000", "\"now\"", StringComparison.Ordinal)), AnomalyKinds.MemberTypeWrong);
        yield return Case("no choices", Sse.Around(Sse.Chunk("\"x\":1")), AnomalyKinds.ChoicesMissing);
        yield return Case("choices that are no list", Sse.Around(Sse.Chunk("\"choices\":{}")), AnomalyKinds.MemberTypeWrong);
        yield return Case("no choice in any chunk", Sse.Stream(Sse.Usage()), AnomalyKinds.ChoicesEmpty);
    }

    private static IEnumerable<TestCaseData<string, string[]>> ChoiceFaults()
    {
        yield return Case("no choice index", Sse.Around(Sse.Chunk("\"choices\":[{\"delta\":{\"role\":\"assistant\"},\"finish_reason\":\"stop\"}]")), AnomalyKinds.ChoiceIndexMissing);
        yield return Case("a choice index that is text", Sse.Around(Sse.Chunk("\"choices\":[{\"index\":\"0\",\"delta\":{\"role\":\"assistant\"},\"finish_reason\":\"stop\"}]")), AnomalyKinds.ChoiceIndexNotInteger);
        yield return Case("a choice index that is a fraction", Sse.Around(Sse.Chunk("\"choices\":[{\"index\":0.5,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":\"stop\"}]")), AnomalyKinds.ChoiceIndexNotInteger);
        yield return Case("a message in place of a delta", Sse.Around(Sse.Chunk("\"choices\":[{\"index\":0,\"message\":{\"content\":\"x\"},\"finish_reason\":null}]")), AnomalyKinds.DeltaMissing);
        yield return Case("a choice that is text", Sse.Around(Sse.Chunk("\"choices\":[\"x\"]")), AnomalyKinds.MemberTypeWrong);
        yield return Case("content that is a number", Sse.Around(Sse.Delta("{\"content\":1}")), AnomalyKinds.MemberTypeWrong);
        yield return Case("no role", Sse.Stream(Sse.Delta("{\"content\":\"x\"}"), Stop), AnomalyKinds.RoleMissing);
        yield return Case("the role again", Sse.Around(Role), AnomalyKinds.RoleRepeated);
        yield return Case("an empty role", Sse.Stream(Sse.Delta("{\"role\":\"\",\"content\":\"x\"}"), Stop), AnomalyKinds.RoleEmpty);
        yield return Case("content and reasoning in one delta", Sse.Around(Sse.Delta("{\"content\":\"x\",\"reasoning_content\":\"y\"}")), AnomalyKinds.DeltaMixesChannels);
        yield return Case("both reasoning fields at once", Sse.Around(Sse.Delta("{\"reasoning\":\"x\",\"reasoning_content\":\"x\"}")), AnomalyKinds.ReasoningBothFields);
        yield return Case("reasoning fields one after the other", Sse.Around(Sse.Delta("{\"reasoning\":\"x\"}"), Sse.Delta("{\"reasoning_content\":\"y\"}")), AnomalyKinds.ReasoningBothFields);
        yield return Case("two reasons", Sse.Stream(Role, Stop, Stop), AnomalyKinds.FinishRepeated);
        yield return Case("an empty reason", Sse.Around(Sse.Delta("{\"content\":\"x\"}", "\"\"")), AnomalyKinds.FinishEmpty);
        yield return Case("an unknown reason", Sse.Stream(Role, Sse.Delta("{}", "\"stop_163586\"")), AnomalyKinds.FinishUnknown);
        yield return Case("a reason that is a number", Sse.Stream(Role, Sse.Delta("{}", "0"), Stop), AnomalyKinds.MemberTypeWrong);
        yield return Case("content after the reason", Sse.Stream(Role, Stop, Sse.Delta("{\"content\":\"x\"}")), AnomalyKinds.ContentAfterFinish);
        yield return Case("a call after the reason", Sse.Stream(Role, Stop, Call("\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}")), AnomalyKinds.ContentAfterFinish);
    }

    private static IEnumerable<TestCaseData<string, string[]>> CallFaults()
    {
        var first = Call("\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}");
        yield return Case("an empty list of calls", Sse.Around(Sse.Delta("{\"tool_calls\":[]}")), AnomalyKinds.ToolCallsEmpty);
        yield return Case("calls that are no list", Sse.Around(Sse.Delta("{\"tool_calls\":{}}")), AnomalyKinds.MemberTypeWrong);
        yield return Case("a call without index", Sse.Around(Call("\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}")), AnomalyKinds.ToolCallIndexMissing);
        yield return Case("a call index that is text", Sse.Around(Call("\"index\":\"0\",\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}")), AnomalyKinds.ToolCallIndexNotInteger);
        yield return Case("two ids under one index", Sse.Around(first, Call("\"index\":0,\"id\":\"b\",\"function\":{\"arguments\":\" \"}")), AnomalyKinds.ToolCallIndexReused);
        yield return Case("one id under two indexes", Sse.Around(first, Call("\"index\":1,\"id\":\"a\",\"function\":{\"arguments\":\" \"}")), AnomalyKinds.ToolCallIndexDrifts);
        yield return Case("the id again", Sse.Around(first, Call("\"index\":0,\"id\":\"a\",\"function\":{\"arguments\":\" \"}")), AnomalyKinds.ToolCallIdRepeated);
        yield return Case("the name again", Sse.Around(first, Call("\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\" \"}")), AnomalyKinds.ToolCallNameRepeated);
        yield return Case("arguments that are an object", Sse.Around(Call("\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1}}")), AnomalyKinds.ToolCallArgumentsNotString);
        yield return Case("a function that is text", Sse.Around(Call("\"index\":0,\"id\":\"a\",\"function\":\"f\"")), AnomalyKinds.MemberTypeWrong);
    }

    private static IEnumerable<TestCaseData<string, string[]>> UsageFaults()
    {
        yield return Case("two summaries that differ", Sse.Stream(Role, Stop, Sse.Usage(), Sse.Usage(11)), AnomalyKinds.UsageDiffers);
        yield return Case("choice and summary differ", Sse.Stream(Role, ChoiceUsage(4), Sse.Usage(10, 5)), AnomalyKinds.UsageDiffers);
        yield return Case("counts that are text", Sse.Stream(Role, Stop, Sse.Usage().Replace(":10", ":\"10\"", StringComparison.Ordinal)), AnomalyKinds.UsageNotIntegers);
        yield return Case("counts that are fractions", Sse.Stream(Role, Stop, Sse.Usage().Replace(":10", ":10.5", StringComparison.Ordinal)), AnomalyKinds.UsageNotIntegers);
        yield return Case("usage that is a number", Sse.Stream(Role, Stop, Sse.Chunk("\"choices\":[],\"usage\":7")), AnomalyKinds.MemberTypeWrong);
    }

    [TestCaseSource(nameof(Faults))]
    public void An_illegal_stream_is_reported_by_name(string stream, string[] kinds)
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(stream));

        Assert.That(read.Anomalies.Select(a => a.Kind).Distinct(), Is.EquivalentTo(kinds), () => string.Join('\n', read.Anomalies));
    }

    [Test]
    public void Invalid_utf8_is_reported_and_read_as_replacement_characters()
    {
        var bytes = Encoding.Latin1.GetBytes(Sse.Around(Sse.Delta("{\"content\":\"x\u00ffy\"}")));
        var read = StreamAssembler.Assemble(bytes);

        Assert.That(read.Anomalies.Select(a => a.Kind), Is.EqualTo(new[] { AnomalyKinds.InvalidUtf8 }));
        Assert.That(read.Reply!.First!.Content, Is.EqualTo("ax\uFFFDy"));
    }

    [Test]
    public void An_error_inside_a_success_is_kept()
    {
        var read = StreamAssembler.Assemble("data: {\"error\":{\"message\":\"over\",\"type\":\"t\",\"param\":\"p\",\"code\":502},\"choices\":[]}\n\n"u8);

        Assert.That(read.Error, Is.EqualTo(new ApiError("over", "t", "p", "502")));
    }

    [Test]
    public void Nothing_is_invented_for_what_is_absent()
    {
        var read = StreamAssembler.Assemble("data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{}}]}}]}\n\n"u8);

        var choice = read.Reply!.First!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(choice, Is.EqualTo(new ReplyChoice { ToolCalls = choice.ToolCalls }));
            Assert.That(choice.ToolCalls, Is.EqualTo(new[] { new ToolCall() }));
            Assert.That(read.Reply, Is.EqualTo(new ChatReply { Choices = read.Reply.Choices }));
        }
    }

    [Test]
    public void An_empty_text_is_not_an_absent_one()
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Stream(Sse.Delta("{\"role\":\"assistant\",\"content\":\"\"}"), Stop)));

        Assert.That(read.Reply!.First!.Content, Is.Empty);
        Assert.That(read.Reply.First.Reasoning, Is.Null);
    }

    [Test]
    public void Arguments_that_are_no_string_are_kept_as_they_stood()
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Around(Call("\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":{\"x\": 1.0}}"))));

        Assert.That(read.Reply!.First!.ToolCalls[0].Arguments, Is.EqualTo("{\"x\": 1.0}"));
    }

    [Test]
    public void Repeated_names_are_joined_as_a_strict_client_joins_them()
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Around(Call("\"index\":0,\"function\":{\"name\":\"get_\"}"), Call("\"index\":0,\"function\":{\"name\":\"time\"}"))));

        Assert.That(read.Reply!.First!.ToolCalls[0].Name, Is.EqualTo("get_time"));
    }

    [Test]
    public void A_half_frame_is_not_read()
    {
        var half = Sse.Delta("{\"content\":\"half\"}");
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Events(Role, half[..^3]) + $"data: {half}"));

        Assert.That(read.Reply!.First!.Content, Is.EqualTo("a"));
    }

    [Test]
    public void A_fault_in_every_chunk_is_kept_four_times_and_counted()
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Around(Enumerable.Repeat(Role, 100))));

        Assert.That(read.Anomalies, Has.Count.EqualTo(4));
        Assert.That(read.Anomalies[3].Message, Does.Contain("96 more"));
    }

    [Test]
    public void Excerpts_are_short()
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Around("{" + new string('漢', 5000))));

        Assert.That(read.Anomalies.Single().Excerpt, Has.Length.EqualTo(400));
    }

    [Test]
    public void A_stream_of_nothing_but_broken_frames_is_given_up()
    {
        var read = StreamAssembler.Assemble(Encoding.UTF8.GetBytes(Sse.Around(Enumerable.Repeat("{\"", 1500))));

        Assert.That(read.Anomalies.Select(a => a.Kind), Does.Contain(AnomalyKinds.StreamUnreadable));
        Assert.That(read.Reply!.First!.FinishReason, Is.Null, "what stands behind is not read");
    }

    private static string Call(string members) => Sse.Delta($$"""{"tool_calls":[{{{members}}}]}""");

    private static string ChoiceUsage(int completion) => Sse.Chunk(
        $$$"""
        "choices":[{"index":0,"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":10,"completion_tokens":{{{completion}}}}}]
        """);

    private static TestCaseData<string, string[]> Case(string name, string stream, params string[] kinds) =>
        new TestCaseData<string, string[]>(stream, kinds).SetArgDisplayNames(name);
}
