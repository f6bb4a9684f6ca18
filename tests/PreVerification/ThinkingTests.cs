using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>The thinking switch works, and reasoning stays in its own field.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ThinkingTests
{
    private const string Puzzle = "A shelf holds 3 boxes with 14 pencils each and 5 loose pencils. How many pencils are there? End with the number.";

    // THINK-ON-001: with thinking on, reasoning comes non-empty in its own field and the answer in content.
    [Requirement("THINK-ON-001", Thinking = ThinkingAxis.On)]
    public async Task ThinkingGivesReasoningAndContent(Probe probe)
    {
        var answer = await probe.Send(probe.Ask(Puzzle, 8192)).MustSucceed("a question with thinking on");
        answer.Must(!string.IsNullOrWhiteSpace(answer.Choice.Reasoning), $"with thinking on, reasoning comes in {probe.Profile.Thinking.ReasoningFields[0]}")
            .Must(!string.IsNullOrWhiteSpace(answer.Choice.Content), "with thinking on, the answer comes in content");
    }

    // THINK-OFF-001: with thinking off, the answer comes in content and there is no reasoning.
    [Requirement("THINK-OFF-001", Thinking = ThinkingAxis.Off)]
    public async Task SwitchedOffThinkingGivesContentOnly(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.Modes.Count > 1, "thinking switch");
        var answer = await probe.Send(probe.Ask(Puzzle)).MustSucceed("a question with thinking off");
        answer.Must(string.IsNullOrEmpty(answer.Choice.Reasoning), "with thinking off, there is no reasoning")
            .Must(!string.IsNullOrWhiteSpace(answer.Choice.Content), "with thinking off, the answer comes in content");
    }

    // THINK-FIELD-001: reasoning comes under the same field name whole and streamed.
    [Requirement("THINK-FIELD-001", Thinking = ThinkingAxis.On, Transfer = TransferAxis.Whole)]
    public async Task ReasoningFieldIsTheSameInBothModes(Probe probe)
    {
        var whole = await probe.Send(probe.Ask(Puzzle, 8192)).MustSucceed("a question with thinking on");
        var stream = await probe.Send(probe.Ask(Puzzle, 8192).With("stream", true)).MustSucceed("the same question streamed");
        whole.Must(
            whole.Choice.ReasoningField == stream.Choice.ReasoningField,
            "reasoning comes under one field name in both modes",
            $"whole: {whole.Choice.ReasoningField ?? "(none)"}, streamed: {stream.Choice.ReasoningField ?? "(none)"}");
    }
}
