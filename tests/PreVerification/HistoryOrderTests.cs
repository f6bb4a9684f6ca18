using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Every message of a conversation is read, wherever it stands and whoever spoke before.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class HistoryOrderTests
{
    private const string Ask = "What is the room number? Reply with only the number.";

    // TURN-SYSTEM-001: a system message at the start is read.
    [Requirement("TURN-SYSTEM-001")]
    public Task FirstSystemMessageIsRead(Probe probe) =>
        Known(probe, "6204", "a system message at the start", History.System("The room number is 6204."), History.User(Ask));

    // TURN-SYSTEM-002: a system message in the middle of a conversation is read.
    [Requirement("TURN-SYSTEM-002")]
    public Task MiddleSystemMessageIsRead(Probe probe) =>
        Known(probe, "6318", "a system message in the middle", History.User("Good morning."), History.Assistant("Good morning!"), History.System("The room number is 6318."), History.User(Ask));

    // TURN-SYSTEM-003: a system message after the last user message is read.
    [Requirement("TURN-SYSTEM-003")]
    public Task LastSystemMessageIsRead(Probe probe) =>
        Known(probe, "6427", "a system message at the end", History.User(Ask), History.System("The room number is 6427."));

    // TURN-SYSTEM-004: two system messages are both read.
    [Requirement("TURN-SYSTEM-004", Transfer = TransferAxis.Whole)]
    public async Task BothSystemMessagesAreRead(Probe probe)
    {
        var one = await probe.PromptTokens(probe.Request([History.System("The room number is 6534."), History.User(Ask)]), "one system message");
        var two = await probe.PromptTokens(probe.Request([History.System("The room number is 6534."), History.System("The gate code is 2207."), History.User(Ask)]), "two system messages");
        probe.Must(two > one, "a second system message adds prompt_tokens", string.Create(CultureInfo.InvariantCulture, $"{one} with one, {two} with two"));
    }

    // TURN-ASSISTANT-001: two assistant turns in a row are accepted.
    [Requirement("TURN-ASSISTANT-001")]
    public Task ConsecutiveAssistantTurnsAreAccepted(Probe probe) =>
        probe.Send(probe.Request([History.User("Name two colours."), History.Assistant("Red."), History.Assistant("And green."), History.User(ProbeContext.PlainPrompt)], 32))
            .MustSucceed("two assistant turns in a row");

    // TURN-ASSISTANT-002: of two assistant turns in a row, both are in the prompt.
    [Requirement("TURN-ASSISTANT-002", Transfer = TransferAxis.Whole)]
    public async Task ConsecutiveAssistantTurnsAreBothRead(Probe probe)
    {
        Task<long> Count(params string[] answers) => probe.PromptTokens(
            probe.Request([History.User("Name some colours."), .. answers.Select(a => (JsonNode)History.Assistant(a)), History.User("Thank you.")]), "assistant turns in a row");
        var first = await Count("Red, yellow and orange.");
        var second = await Count("Then there are green and blue.");
        var both = await Count("Red, yellow and orange.", "Then there are green and blue.");
        probe.Must(both > Math.Max(first, second), "two assistant turns in a row cost more prompt_tokens than either alone", string.Create(CultureInfo.InvariantCulture, $"{first} and {second} alone, {both} together"));
    }

    // TURN-USER-001: of two user messages in a row, both are read.
    [Requirement("TURN-USER-001")]
    public Task ConsecutiveUserMessagesAreRead(Probe probe) =>
        Known(probe, "6641", "two user messages in a row", History.User("The room number is 6641."), History.User(Ask));

    // TURN-DEEP-001: a fact of the first turn is known in the eighth.
    [Requirement("TURN-DEEP-001")]
    public Task FirstTurnIsRemembered(Probe probe)
    {
        var messages = new List<JsonObject> { History.User("The room number is 6752. Please confirm."), History.Assistant("Confirmed.") };
        foreach (var (question, answer) in new[] { ("2 + 3?", "5"), ("Name a tree.", "Oak."), ("4 × 4?", "16"), ("Name a river.", "The Rhine."), ("9 - 2?", "7"), ("Name a metal.", "Iron.") })
            messages.AddRange([History.User(question), History.Assistant(answer)]);
        return Known(probe, "6752", "a conversation of eight turns", [.. messages, History.User(Ask)]);
    }

    // TURN-UPDATE-001: what is said later replaces what was said before.
    [Requirement("TURN-UPDATE-001")]
    public Task LaterStatementWins(Probe probe) =>
        Known(probe, "6869", "a fact stated anew", History.User("The room number is 6863."), History.Assistant("Noted."), History.User($"Correction: the room number is now 6869. {Ask}"));

    private static Task<Answer> Known(Probe probe, string fact, string what, params JsonObject[] messages) =>
        probe.Send(probe.Request(new JsonArray([.. messages]))).MustSucceed(what)
            .Must(a => a.Choice.Content?.Contains(fact, StringComparison.Ordinal) == true, $"with {what}, the fact {fact} in it is known to the answer");
}
