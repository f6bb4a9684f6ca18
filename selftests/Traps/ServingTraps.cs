using System.Text.Json.Nodes;
using Kvv.SelfTests.Proofs;
using NUnit.Framework;

namespace Kvv.SelfTests.Traps;

/// <summary>Legitimate ways of serving that a naive check of limits, sampling, errors, streams or operations takes for faults.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class ServingTraps
{
    private static readonly string[] Streams =
    [
        "CHAT-REPLY-001", "CHAT-ECHO-001", "STREAM-PIECES-001", "STREAM-UTF8-001", "STREAM-USAGE-001", "STREAM-USAGE-002", "STREAM-CALL-001", "STREAM-CALL-005", "STREAM-CALL-006",
        "AGREE-TEXT-001", "AGREE-CALL-001", "STREAM-ORDER-001",
    ];

    /// <summary>SSE comments, CRLF and chunks without choices are legal.</summary>
    [Test]
    public Task CommentsInAStreamAreLegal() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.IsStream ? c with { Body = ": keep-alive\n\n" + c.Body.Replace("\n\ndata: {", "\n\n: still here\n\ndata: {", StringComparison.Ordinal) } : c }, Streams);

    [Test]
    public Task CarriageReturnsAreLegal() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.IsStream ? c with { Body = c.Body.Replace("\n", "\r\n", StringComparison.Ordinal) } : c }, Streams);

    /// <summary>Azure opens a stream with a chunk that has no choices (meilisearch/meilisearch#6477).</summary>
    [Test]
    public Task OpeningChunkWithoutChoicesIsLegal() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.WithEvents(Opened) }, Streams);

    /// <summary>Several tokens in one delta are as good as one.</summary>
    [Test]
    public Task SeveralTokensInOneDeltaAreLegal() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.WithEvents(InPairs) }, Streams);

    /// <summary>First-party Kimi pins temperature and top_p; the profile's own values must do for every check of variety.</summary>
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k2.7-code")]
    [TestCase("kimi-k2-thinking")]
    public Task PinnedSamplingRaisesNoAlarm(string profile) => Trap.RaisesNoAlarmAsync(
        new() { Profile = profile }, "SAMPLE-TEMP-001", "SAMPLE-DEFAULT-001", "PARAM-TEMP-001", "PARAM-TOPP-001", "SAMPLE-COERCE-001");

    /// <summary>top_p 1 on a pinned model: coercing it and refusing it are both accepted practice (trtllm#17845).</summary>
    [Test]
    public Task RefusedClientDefaultIsLegal() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "kimi-k3", ChangeReply = c => c.Asked("top_p") == "1" ? c.Refused(400, "top_p must be 0.95", "top_p") : c }, "SAMPLE-COERCE-001", "PARAM-TOPP-001", "PARAM-ALL-001");

    [Test]
    public Task CoercedClientDefaultIsLegal() => Trap.RaisesNoAlarmAsync(
        new() { Profile = "kimi-k3", ChangeRequest = Coerced }, "SAMPLE-COERCE-001", "PARAM-TOPP-001", "PARAM-TOPP-002");

    /// <summary>A few distinct answers to one greedy or seeded request are normal on most engines under load.</summary>
    [Test]
    public Task SeedsWithoutEffectAreNoFailure() => Trap.RaisesNoAlarmAsync(new() { ChangeRequest = WithoutSeed }, "SAMPLE-SEED-001", "SAMPLE-SEED-002");

    /// <summary>Empty content at a tiny cap is expected of a model that thinks; the wrong reason or count would be the fault.</summary>
    [TestCase("kimi-k2-thinking")]
    [TestCase("minimax-m2")]
    public Task EmptyContentAtATinyCapIsNoFault(string profile) => Trap.RaisesNoAlarmAsync(new() { Profile = profile }, "LIMIT-CAP-001", "LIMIT-CAP-002", "LIMIT-CAP-004", "AGREE-CAP-001");

    /// <summary>An endpoint may count a token more or less than the cap: the end-of-thinking token is counted by some.</summary>
    [Test]
    public Task OneTokenBesideTheCapIsNoFailure() => Trap.RaisesNoAlarmAsync(
        new()
        {
            ChangeReply = c => c.Each(o =>
            {
                // Some say it in one place only; two places that disagree would be a fault of their own.
                Mangling.Choice(o)?.Remove("usage");
                if (o["usage"] is JsonObject usage && usage["completion_tokens"]!.GetValue<int>() == 24)
                    (usage["completion_tokens"], usage["total_tokens"]) = (23, usage["total_tokens"]!.GetValue<int>() - 1);
            }),
        },
        "LIMIT-CAP-003");

    /// <summary>A cap beyond the window may be cut down to what fits instead of refused.</summary>
    [Test]
    public Task CapMayBeCutToTheWindow() => Trap.RaisesNoAlarmAsync(new() { ChangeRequest = CappedToTheWindow }, "LIMIT-WINDOW-001", "LIMIT-WINDOW-002");

    /// <summary>Some servers call every refusal 422, as their validation layer does.</summary>
    [Test]
    public Task UnprocessableIsARefusal() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.Status == 400 ? c with { Status = 422 } : c },
        "ERR-TYPE-001", "ERR-EMPTY-001", "ERR-ROLE-001", "ERR-MSG-001", "ERR-MSG-005", "PARAM-TYPE-001", "LIMIT-BAD-001");

    /// <summary>A long prompt that is clearly refused is no truncation.</summary>
    [Test]
    public Task ClearRefusalOfALongPromptIsNoTruncation() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.Asked("messages")?.Length > 10_000 ? c.Refused(400, "This model's maximum context length is 2048 tokens.", "messages") : c },
        "LONG-CANARY-001", "LONG-CANARY-002", "LONG-OVER-001");

    /// <summary>Endpoints that are used without a key cannot refuse one.</summary>
    [Test]
    public Task EndpointWithoutKeysIsNotAskedForThem() => Trap.RaisesNoAlarmAsync(new() { WithKey = false }, "ERR-AUTH-001", "ERR-AUTH-002", "ERR-AUTH-003", "ERR-AUTH-004");

    /// <summary>reasoning and reasoning_content are both in use; one name in both modes is the requirement.</summary>
    [Test]
    public Task OtherNameOfReasoningIsLegal() => Trap.RaisesNoAlarmAsync(
        new() { ChangeReply = c => c.EachMessage(Renamed) }, "STREAM-PIECES-003", "STREAM-ORDER-001", "OPS-IDLE-001");

    /// <summary>A stop string that also ends the thinking leaves a reply without content on models that always think.</summary>
    [TestCase("kimi-k2-thinking")]
    [TestCase("minimax-m2")]
    public Task StopStringsAreNotJudgedWhereThinkingCannotBeSwitchedOff(string profile) => Trap.RaisesNoAlarmAsync(
        new() { Profile = profile, ChangeReply = c => c.Asked("stop") is null ? c : Mangling.Content(_ => "")(c) }, "STOP-ARRAY-001", "STOP-SPLIT-001", "LIMIT-STOP-001");

    private static IEnumerable<string> Opened(IReadOnlyList<string> events)
    {
        var opening = MangledCall.Parse(events[0])!;
        opening["choices"] = new JsonArray();
        opening["prompt_filter_results"] = new JsonArray();
        return events.Prepend(opening.ToJsonString());
    }

    private static IEnumerable<string> InPairs(IReadOnlyList<string> events)
    {
        string? held = null;
        foreach (var data in events)
        {
            var text = Mangling.Delta(data) is { Count: 1 } delta ? delta["content"]?.ToString() ?? "" : "";
            if (text.Length > 0 && held is null)
            {
                held = data;
                continue;
            }

            if (text.Length > 0)
            {
                yield return Mangling.Edit(held!, d => d["content"] = d["content"] + text);
                held = null;
                continue;
            }

            if (held is not null)
                yield return held;
            held = null;
            yield return data;
        }
    }

    private static JsonObject Coerced(JsonObject request)
    {
        if (request["top_p"]?.ToJsonString() == "1")
            request["top_p"] = 0.95;
        return request;
    }

    private static JsonObject WithoutSeed(JsonObject request)
    {
        request.Remove("seed");
        return request;
    }

    private static JsonObject CappedToTheWindow(JsonObject request)
    {
        if (request["max_tokens"] is JsonValue cap && cap.TryGetValue<long>(out var tokens) && tokens > 200_000)
            request["max_tokens"] = 200_000;
        return request;
    }

    private static void Renamed(JsonObject message)
    {
        if (message["reasoning_content"] is not { } reasoning)
            return;
        message.Remove("reasoning_content");
        message["reasoning"] = reasoning.DeepClone();
    }
}
