using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Bodies and messages that are none are refused, whatever is wrong with them, and the endpoint goes on answering.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class MalformedRequestTests
{
    // ERR-JSON-002: an empty body is refused.
    [Requirement("ERR-JSON-002", Transfer = TransferAxis.Whole)]
    public Task EmptyBodyIsRefused(Probe probe) => probe.Send(ChatRequest.Exact("")).MustBeRefused("an empty body", 400, 422);

    // ERR-JSON-003: a body that is a JSON array is refused.
    [Requirement("ERR-JSON-003", Transfer = TransferAxis.Whole)]
    public Task ArrayIsRefused(Probe probe) => probe.Send(ChatRequest.Exact("[]")).MustBeRefused("the body []", 400, 422);

    // ERR-JSON-004: bytes that are no UTF-8 are refused or read somehow, and break nothing.
    [Requirement("ERR-JSON-004")]
    public Task InvalidUtf8BreaksNothing(Probe probe)
    {
        var body = Encoding.Latin1.GetBytes(probe.Ask("Say OK. \u00ff\u00fe", 16).ToString());
        return probe.Send(ChatRequest.Exact(body)).MustBeServedOrRefused("a body that is no valid UTF-8");
    }

    // ERR-JSON-005: a body nested two hundred levels deep is refused or read, and breaks nothing.
    [Requirement("ERR-JSON-005", Transfer = TransferAxis.Whole)]
    public Task DeepNestingBreaksNothing(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 16).WithRaw("metadata", new string('[', 200) + new string(']', 200))).MustBeServedOrRefused("a member nested 200 levels deep");

    // ERR-MSG-001: a request without messages is refused.
    [Requirement("ERR-MSG-001")]
    public Task MissingMessagesAreRefused(Probe probe) => Refused(probe.Ask(ProbeContext.PlainPrompt, 32).Without("messages"), probe, "a request without messages");

    // ERR-MSG-002: messages that are a text are refused.
    [Requirement("ERR-MSG-002")]
    public Task TextAsMessagesIsRefused(Probe probe) => Refused(probe.Ask(ProbeContext.PlainPrompt, 32).WithRaw("messages", "\"Say OK.\""), probe, "messages \"Say OK.\"");

    // ERR-MSG-003: a message that is no object is refused.
    [Requirement("ERR-MSG-003")]
    public Task TextAsMessageIsRefused(Probe probe) => Refused(probe.Request(["Say OK."], 32), probe, "messages [\"Say OK.\"]");

    // ERR-MSG-004: a message without a role is refused.
    [Requirement("ERR-MSG-004")]
    public Task MessageWithoutRoleIsRefused(Probe probe) => Refused(probe.Request([new JsonObject { ["content"] = "Say OK." }], 32), probe, "a message without role");

    // ERR-MSG-005: content that is a number is refused.
    [Requirement("ERR-MSG-005")]
    public Task NumberAsContentIsRefused(Probe probe) => Refused(probe.Request([new JsonObject { ["role"] = "user", ["content"] = 42 }], 32), probe, "a user message with the content 42");

    // ERR-MSG-006: a content part of an unknown type is refused.
    [Requirement("ERR-MSG-006")]
    public Task UnknownPartIsRefused(Probe probe) =>
        Refused(probe.Request([new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "hologram", ["hologram"] = "x" }) }], 32), probe, "a content part of the type \"hologram\"");

    // ERR-MSG-007: a text part without its text is refused.
    [Requirement("ERR-MSG-007")]
    public Task TextPartWithoutTextIsRefused(Probe probe) =>
        Refused(probe.Request([new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "text" }) }], 32), probe, "a text part without text");

    // ERR-MSG-008: a user message without content is refused.
    [Requirement("ERR-MSG-008")]
    public Task UserMessageWithoutContentIsRefused(Probe probe) => Refused(probe.Request([new JsonObject { ["role"] = "user" }], 32), probe, "a user message without content");

    // ERR-STREAM-001: stream_options without stream: true is refused.
    [Requirement("ERR-STREAM-001", Transfer = TransferAxis.Whole)]
    public Task StreamOptionsWithoutStreamAreRefused(Probe probe) =>
        Refused(probe.Ask(ProbeContext.PlainPrompt, 32).WithRaw("stream_options", """{"include_usage":true}"""), probe, "stream_options without stream: true");

    // ERR-AFTER-001: after a series of mistakes, a plain question is answered as before.
    [Requirement("ERR-AFTER-001", Transfer = TransferAxis.Whole)]
    public async Task EndpointStillAnswersAfterMistakes(Probe probe)
    {
        var plain = probe.Ask(ProbeContext.PlainPrompt, 32);
        await probe.Send(plain).MustSucceed("a plain question");
        await Task.WhenAll(
            probe.Send(ChatRequest.Exact("{\"model\":")),
            probe.Send(plain.WithRaw("messages", "[{\"role\":\"user\",\"content\":{\"a\":[]}}]")),
            probe.Send(plain.WithRaw("max_tokens", "-9223372036854775808")),
            probe.Send(plain.WithRaw("tools", "[null]")),
            probe.Send(plain.WithRaw("response_format", "{\"type\":\"json_schema\"}")));
        // Judged at once, not as an outage: the same question was answered a moment ago.
        var after = new List<Answer>();
        for (var i = 0; i < 3 && after.TrueForAll(a => a.Exchange.Reply?.First is null); i++)
            after.Add(await probe.Send(plain));
        after[^1].Must(after[^1].Exchange is { Outcome: ExchangeOutcome.Answered, Reply.First: not null }, "a plain question is answered after five malformed requests as it was before them");
    }

    private static Task<Answer> Refused(ChatRequest request, Probe probe, string what) => probe.Send(request).MustBeRefused(what, 400, 422);
}
