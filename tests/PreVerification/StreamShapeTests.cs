using System.Text;
using System.Text.Json;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>The shape of a stream, delta by delta: what the folded reply no longer shows.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class StreamShapeTests
{
    private const string Listing = "Count from 1 to 40, one number per line, nothing else.";

    // STREAM-PIECES-001: an answer of many tokens comes in pieces, not all at once.
    [Requirement("STREAM-PIECES-001", Transfer = TransferAxis.Stream)]
    public async Task ContentComesInPieces(Probe probe)
    {
        var answer = await Stream(probe, Listing);
        var pieces = Pieces(answer, "content");
        Long(answer.Choice.Content);
        answer.Must(pieces.Count >= 5, "an answer of some 80 tokens comes in at least five deltas", $"{answer.Choice.Content!.Length} characters in {pieces.Count} deltas");
    }

    // STREAM-PIECES-002: no single delta holds most of a long answer.
    [Requirement("STREAM-PIECES-002", Transfer = TransferAxis.Stream)]
    public async Task NoDeltaHoldsMostOfTheAnswer(Probe probe)
    {
        var answer = await Stream(probe, Listing);
        Long(answer.Choice.Content);
        var largest = Pieces(answer, "content").Max(p => p.Length);
        answer.Must(largest * 2 <= answer.Choice.Content!.Length, "no delta holds more than half of an answer of some 80 tokens", $"one delta holds {largest} of {answer.Choice.Content.Length} characters");
    }

    // STREAM-PIECES-003: reasoning comes in pieces as it is thought.
    [Requirement("STREAM-PIECES-003", Transfer = TransferAxis.Stream, Thinking = ThinkingAxis.On)]
    public async Task ReasoningComesInPieces(Probe probe)
    {
        var answer = await Stream(probe, "A farm has chickens and rabbits: 35 heads and 94 legs together. How many rabbits are there? End with the number.", 4096);
        var pieces = Pieces(answer, "reasoning_content").Concat(Pieces(answer, "reasoning")).ToList();
        if ((answer.Choice.Reasoning?.Length ?? 0) < 120)
            throw Probe.Undecided("the reasoning is too short to be cut into pieces");
        answer.Must(pieces.Count >= 5, "reasoning of more than a hundred characters comes in at least five deltas", $"{answer.Choice.Reasoning!.Length} characters in {pieces.Count} deltas");
    }

    // STREAM-ORDER-001: once the answer has begun, no reasoning follows.
    [Requirement("STREAM-ORDER-001", Transfer = TransferAxis.Stream, Thinking = ThinkingAxis.On)]
    public async Task ReasoningComesBeforeTheAnswer(Probe probe)
    {
        var answer = await Stream(probe, "Which is larger, 2^10 or 10^3? Reply with the larger number.", 4096);
        var kinds = Deltas(answer).Select(d => Text(d, "content").Length > 0 ? 'c' : Text(d, "reasoning_content").Length + Text(d, "reasoning").Length > 0 ? 'r' : ' ').Where(k => k != ' ').ToList();
        var late = kinds.SkipWhile(k => k == 'r').Count(k => k == 'r');
        answer.Must(late == 0, "no reasoning follows the first delta of the answer", $"{late} deltas of reasoning follow it");
    }

    // STREAM-FIRST-001: the first delta opens the message: a role, no text of the answer, no finish reason.
    [Requirement("STREAM-FIRST-001", Transfer = TransferAxis.Stream)]
    public async Task FirstDeltaOpensTheMessage(Probe probe)
    {
        var answer = await Stream(probe, ProbeContext.PlainPrompt, 64);
        var first = Choices(answer).FirstOrDefault();
        answer.Must(
            first.ValueKind == JsonValueKind.Object && first.TryGetProperty("delta", out var delta) && delta.TryGetProperty("role", out _) && Text(delta, "content").Length == 0 && Reason(first) is null,
            "the first delta of a stream holds the role, empty or no content, and no finish_reason",
            $"first choice {Results.ExchangeText.Quote(first.ToString())}");
    }

    // STREAM-LAST-001: the delta that comes with the finish reason is empty.
    [Requirement("STREAM-LAST-001", Transfer = TransferAxis.Stream)]
    public async Task LastDeltaIsEmpty(Probe probe)
    {
        var answer = await Stream(probe, ProbeContext.PlainPrompt, 64);
        var last = Choices(answer).LastOrDefault(c => Reason(c) is not null);
        answer.Must(
            last.ValueKind == JsonValueKind.Object && last.TryGetProperty("delta", out var delta) && Text(delta, "content").Length == 0 && Text(delta, "reasoning_content").Length == 0,
            "the delta that comes with finish_reason holds no text",
            $"last choice {Results.ExchangeText.Quote(last.ToString())}");
    }

    // STREAM-NULL-001: a delta holds the fields it uses and no others as null.
    [Requirement("STREAM-NULL-001", Transfer = TransferAxis.Stream)]
    public async Task UnusedFieldsAreAbsent(Probe probe)
    {
        var answer = await Stream(probe, ProbeContext.PlainPrompt, 64);
        // The first delta may say content null, as the maker's own service does.
        var named = Deltas(answer).Skip(1).SelectMany(d => d.EnumerateObject()).Where(m => m.Value.ValueKind == JsonValueKind.Null).Select(m => m.Name).Distinct().ToList();
        answer.Must(named.Count == 0, "a delta leaves out the fields it does not use: their presence is what tells clients the state", $"null in {string.Join(", ", named)}");
    }

    // STREAM-ONE-001: every chunk with choices holds one.
    [Requirement("STREAM-ONE-001", Transfer = TransferAxis.Stream)]
    public async Task EveryChunkHoldsOneChoice(Probe probe)
    {
        var answer = await Stream(probe, ProbeContext.PlainPrompt, 64);
        var most = answer.Chunks.Max(c => Member(c, "choices") is { ValueKind: JsonValueKind.Array } list ? list.GetArrayLength() : 0);
        answer.Must(most == 1, "a chunk holds at most one choice", $"{most} choices in one chunk");
    }

    // STREAM-UTF8-001: every single delta is whole Unicode, also where a character takes several tokens.
    [Requirement("STREAM-UTF8-001", Transfer = TransferAxis.Stream)]
    public async Task EveryDeltaIsWholeUnicode(Probe probe)
    {
        const string Sample = "🧭🏔️👩‍🔬🇳🇴🦜🪁 𝔘𝔫𝔦 馬龍 ไทย 🧑🏽‍🚒";
        var answer = await Stream(probe, ProbeContext.Echo(Sample));
        var broken = Pieces(answer, "content").FirstOrDefault(p => p.EnumerateRunes().Any(r => r == Rune.ReplacementChar));
        answer.Must(broken is null, "every delta holds whole characters: no U+FFFD, no half of a pair", $"a delta reads {Results.ExchangeText.Quote(broken ?? "")}")
            .Must(answer.Choice.Content?.Contains(Sample, StringComparison.Ordinal) == true, $"the text {Sample} comes back unchanged when streamed");
    }

    private static Task<Answer> Stream(Probe probe, string text, int maxTokens = 2048) => probe.Send(probe.Ask(text, maxTokens)).MustSucceed("a streamed request");

    private static void Long(string? content)
    {
        if ((content?.Length ?? 0) < 80)
            throw Probe.Undecided("the answer is too short to be cut into pieces");
    }

    private static IEnumerable<JsonElement> Choices(Answer answer) =>
        answer.Chunks.Select(c => Member(c, "choices")).Where(c => c.ValueKind == JsonValueKind.Array).SelectMany(c => c.EnumerateArray()).Where(c => c.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Deltas(Answer answer) => Choices(answer).Select(c => Member(c, "delta")).Where(d => d.ValueKind == JsonValueKind.Object);

    private static List<string> Pieces(Answer answer, string field) => [.. Deltas(answer).Select(d => Text(d, field)).Where(t => t.Length > 0)];

    private static string? Reason(JsonElement choice) => Member(choice, "finish_reason") is { ValueKind: JsonValueKind.String } reason ? reason.GetString() : null;

    private static string Text(JsonElement delta, string field)
    {
        try
        {
            return Member(delta, field) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            // An escape that is half of a pair: no text can be made of it.
            return "\uFFFD";
        }
    }

    private static JsonElement Member(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;
}
