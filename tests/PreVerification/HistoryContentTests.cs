using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Content may be a text, a list of parts, empty, null or absent, and means the same in each form.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class HistoryContentTests
{
    // TURN-NULL-001: an earlier tool turn may have null content.
    [Requirement("TURN-NULL-001")]
    public Task NullContentIsAccepted(Probe probe) => Accepted(probe, call => call["content"] = null, "a tool turn with content null");

    // TURN-ABSENT-001: an earlier tool turn may have no content at all.
    [Requirement("TURN-ABSENT-001")]
    public Task AbsentContentIsAccepted(Probe probe) => Accepted(probe, call => call.Remove("content"), "a tool turn without content");

    // TURN-EMPTY-001: an earlier tool turn may have empty content.
    [Requirement("TURN-EMPTY-001")]
    public Task EmptyContentIsAccepted(Probe probe) => Accepted(probe, call => call["content"] = "", "a tool turn with content \"\"");

    // TURN-EMPTY-002: null, absent and empty content are the same nothing in the prompt.
    [Requirement("TURN-EMPTY-002", Transfer = TransferAxis.Whole)]
    public async Task NothingIsRenderedAsNothing(Probe probe)
    {
        var empty = await Count(probe, call => call["content"] = "");
        var absent = await Count(probe, call => call.Remove("content"));
        var missing = await Count(probe, call => call["content"] = null);
        probe.Must(
            empty == missing && missing == absent,
            "a tool turn costs the same prompt_tokens with content \"\", null and absent",
            string.Create(CultureInfo.InvariantCulture, $"{empty} with \"\", {missing} with null, {absent} absent"));
    }

    // TURN-EMPTY-003: an empty content is not printed: it costs less than a short one.
    [Requirement("TURN-EMPTY-003", Transfer = TransferAxis.Whole)]
    public async Task EmptyContentIsNotPrinted(Probe probe)
    {
        var empty = await Count(probe, call => call["content"] = "");
        var word = await Count(probe, call => call["content"] = "Reading.");
        probe.Must(empty < word, "a tool turn with content \"\" costs fewer prompt_tokens than one with content \"Reading.\"", string.Create(CultureInfo.InvariantCulture, $"{empty} with \"\", {word} with \"Reading.\""));
    }

    // TURN-EMPTY-004: an earlier answer may be empty.
    [Requirement("TURN-EMPTY-004")]
    public Task EmptyAnswerIsAccepted(Probe probe) =>
        probe.Send(probe.Request([History.User("Good morning."), History.Assistant(""), History.User(ProbeContext.PlainPrompt)], 32)).MustSucceed("an earlier answer with content \"\"");

    // TURN-PARTS-001: a user text as one part is the same prompt as the text itself.
    [Requirement("TURN-PARTS-001", Transfer = TransferAxis.Whole)]
    public async Task OnePartIsTheSameAsText(Probe probe)
    {
        const string Text = "How many legs has a beetle?";
        var text = await probe.PromptTokens(probe.Request([History.User(Text)]), "a user text");
        var part = await probe.PromptTokens(probe.Request([WithParts("user", Text)]), "the same text as one part");
        probe.Must(text == part, "a user text costs the same prompt_tokens as text and as one text part", string.Create(CultureInfo.InvariantCulture, $"{text} as text, {part} as a part"));
    }

    // TURN-PARTS-002: of several text parts, each is read.
    [Requirement("TURN-PARTS-002")]
    public async Task EveryPartIsRead(Probe probe)
    {
        var messages = new JsonArray(WithParts("user", "The room number is 4917. ", "What is the room number? ", "Reply with only the number."));
        await probe.Send(probe.Request(messages)).MustSucceed("a user message of three text parts")
            .Must(a => Said(a, "4917"), "a fact in the first of three text parts is known when the second asks for it");
    }

    // TURN-PARTS-003: a system text may come as parts.
    [Requirement("TURN-PARTS-003")]
    public async Task SystemPartsAreRead(Probe probe)
    {
        var messages = new JsonArray(WithParts("system", "The room number is 5281."), History.User("What is the room number? Reply with only the number."));
        await probe.Send(probe.Request(messages)).MustSucceed("a system message of one text part")
            .Must(a => Said(a, "5281"), "a fact in a text part of the system message is known");
    }

    // TURN-PARTS-004: a part of unknown type is the client's mistake: refused, never a server error.
    [Requirement("TURN-PARTS-004")]
    public Task UnknownPartIsRefused(Probe probe) =>
        probe.Send(probe.Request([new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "no_such_part", ["text"] = "Hello" }) }], 32))
            .MustBeRefused("a content part of type \"no_such_part\"", 400, 422);

    // TURN-NAME-001: a message may name its author.
    [Requirement("TURN-NAME-001")]
    public Task NameIsAccepted(Probe probe) =>
        probe.Send(probe.Request([new JsonObject { ["role"] = "user", ["name"] = "carpenter", ["content"] = ProbeContext.PlainPrompt }], 32)).MustSucceed("a user message with a name");

    private static bool Said(Answer answer, string text) => answer.Choice.Content?.Contains(text, StringComparison.Ordinal) == true;

    private static JsonObject WithParts(string role, params string[] texts) => new()
    {
        ["role"] = role,
        ["content"] = new JsonArray([.. texts.Select(t => (JsonNode)new JsonObject { ["type"] = "text", ["text"] = t })]),
    };

    private static ChatRequest ToolTurn(Probe probe, Action<JsonObject> change)
    {
        var call = History.Call(probe, History.Id(0));
        change(call);
        return probe.Request(History.ToolTurn(probe, call, History.Result(History.Id(0), "5417 kWh")), 64).WithMeter();
    }

    private static Task<Answer> Accepted(Probe probe, Action<JsonObject> change, string what) => probe.Send(ToolTurn(probe, change)).MustSucceed(what);

    private static Task<long> Count(Probe probe, Action<JsonObject> change) => probe.PromptTokens(ToolTurn(probe, change), "a tool turn");
}
