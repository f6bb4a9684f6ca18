using System.Globalization;
using System.Text.Json;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Reasoning and answer keep apart, also under a small cap, in a stream, and beside a tool call.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ThinkingReplyTests
{
    private const string Puzzle = "A farmer has hens and goats, 35 heads and 94 legs in all. How many goats are there? Explain, and end with the number.";
    private const int SmallCap = 24;

    // THINK-CAP-001: thinking that is cut by the cap stays in the reasoning field; it does not turn into the answer.
    [Requirement("THINK-CAP-001", Thinking = ThinkingAxis.On)]
    public async Task CutThinkingStaysReasoning(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(Puzzle, SmallCap)).MustSucceed("a puzzle under a small cap");
        answer.Must(
            string.IsNullOrWhiteSpace(answer.Choice.Content) || !string.IsNullOrWhiteSpace(answer.Choice.Reasoning),
            $"of a puzzle cut after {SmallCap} tokens, what was thought so far comes as reasoning, not as content",
            $"no reasoning, and content {Results.ExchangeText.Quote(answer.Choice.Content ?? "")}");
    }

    // THINK-CAP-002: thinking counts against the cap, and a cut in it is reported as length.
    [Requirement("THINK-CAP-002", Thinking = ThinkingAxis.On)]
    public async Task CutThinkingEndsWithLength(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(Puzzle, SmallCap)).MustSucceed("a puzzle under a small cap");
        var text = (answer.Choice.Reasoning?.Length ?? 0) + (answer.Choice.Content?.Length ?? 0);
        answer.Must(answer.Choice.FinishReason == "length", $"a puzzle cut after {SmallCap} tokens ends with finish_reason length", $"finish_reason {answer.Choice.FinishReason ?? "(absent)"}")
            .Must(text <= SmallCap * 16, $"the cap of {SmallCap} tokens holds for reasoning and content together", string.Create(CultureInfo.InvariantCulture, $"{text} characters"));
    }

    // THINK-STREAM-001: a stream thinks first and answers then; reasoning does not come back once the answer has begun.
    [Requirement("THINK-STREAM-001", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Stream)]
    public async Task ReasoningComesBeforeContent(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(Puzzle, 8192)).MustSucceed("a puzzle with thinking on");
        var order = Kinds(probe, answer).ToList();
        answer.Must(
            order.LastIndexOf('r') < order.IndexOf('c') || !order.Contains('c'),
            "in a stream, every delta with reasoning comes before the first delta with content",
            $"{order.Count(k => k == 'r')} deltas with reasoning and {order.Count(k => k == 'c')} with content, mixed");
    }

    // THINK-STREAM-002: reasoning is streamed as it is thought, not handed over in one piece.
    [Requirement("THINK-STREAM-002", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Stream)]
    public async Task ReasoningIsStreamed(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(Puzzle, 8192)).MustSucceed("a puzzle with thinking on");
        var deltas = Kinds(probe, answer).Count(k => k == 'r');
        var length = answer.Choice.Reasoning?.Length ?? 0;
        if (length < 80)
            throw Probe.Undecided("the model hardly thought");
        answer.Must(deltas >= 3, "reasoning is streamed in several deltas", string.Create(CultureInfo.InvariantCulture, $"{length} characters of reasoning in {deltas} deltas"));
    }

    // THINK-TOOL-001: a thinking model that calls a tool shows the reasoning that led to the call.
    [Requirement("THINK-TOOL-001", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Stream)]
    public async Task CallComesWithReasoning(Probe probe)
    {
        var answer = await probe.Send(probe.Ask("What does the north meter show? Use read_meter.", 4096).WithMeter()).MustSucceed("a question that needs a tool");
        if (answer.Choice.ToolCalls.Count == 0)
            throw Probe.Undecided("the model called no tool (TOOL-AUTO-001 judges that)");
        answer.Must(!string.IsNullOrWhiteSpace(answer.Choice.Reasoning), "with thinking on, a tool call comes with the reasoning that led to it", "a call without reasoning");
    }

    // THINK-TOOL-002: a forced call keeps its reasoning.
    [Requirement("THINK-TOOL-002", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Stream)]
    public async Task ForcedCallComesWithReasoning(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.Choices.For(ThinkingMode.On).Contains(ToolChoice.Required), "tool_choice required with thinking on");
        var answer = await probe.Send(probe.Ask("What does the north meter show?", 4096).WithMeter().With("tool_choice", "required")).MustSucceed("tool_choice required with thinking on");
        answer.Must(!string.IsNullOrWhiteSpace(answer.Choice.Reasoning), "with thinking on, a forced call comes with the reasoning that led to it", "a call without reasoning");
    }

    /// <summary>For each delta of the stream that carries text, <c>r</c> for reasoning or <c>c</c> for content, in order.</summary>
    private static IEnumerable<char> Kinds(Probe probe, Answer answer)
    {
        foreach (var chunk in answer.Chunks)
        {
            if (!chunk.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0
                || !choices[0].TryGetProperty("delta", out var delta) || delta.ValueKind != JsonValueKind.Object)
                continue;
            if (probe.Profile.Thinking.ReasoningFields.Any(f => Says(delta, f)))
                yield return 'r';
            if (Says(delta, "content"))
                yield return 'c';
        }
    }

    private static bool Says(JsonElement delta, string member) =>
        delta.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String && text.GetString()!.Trim().Length > 0;
}
