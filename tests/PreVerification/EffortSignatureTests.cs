using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Which of several settings of thinking is in force, read from the prompt's length: efforts differ by known tokens.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class EffortSignatureTests
{
    // EFFORT-DEFAULT-001: without an effort, the profile's default is in force.
    [Requirement("EFFORT-DEFAULT-001", Transfer = TransferAxis.Whole)]
    public async Task DefaultEffortIsTheProfiles(Probe probe)
    {
        var (low, high) = Ends(probe);
        await Same(probe, "thinking without an effort", Thinking(probe, null), $"effort {high}, the default,", Thinking(probe, high), Thinking(probe, low));
    }

    // EFFORT-ORDER-001: the effort inside thinking wins over reasoning_effort.
    [Requirement("EFFORT-ORDER-001", Transfer = TransferAxis.Whole)]
    public async Task InnerEffortWins(Probe probe)
    {
        var (low, high) = Ends(probe);
        await Same(probe, $"effort {low} beside reasoning_effort {high}", Thinking(probe, low).With("reasoning_effort", high), $"effort {low} alone", Thinking(probe, low), Thinking(probe, high));
    }

    // EFFORT-ORDER-002: reasoning_effort alone sets the effort.
    [Requirement("EFFORT-ORDER-002", Transfer = TransferAxis.Whole)]
    public async Task OuterEffortAloneCounts(Probe probe)
    {
        var (low, high) = Ends(probe);
        await Same(probe, $"reasoning_effort {low}", Signature.Plain(probe, low), $"effort {low} inside thinking", Thinking(probe, low), Thinking(probe, high));
    }

    // EFFORT-ORDER-003: an explicit thinking switch wins over reasoning_effort none.
    [Requirement("EFFORT-ORDER-003", Transfer = TransferAxis.Whole)]
    public Task SwitchWinsOverNone(Probe probe)
    {
        _ = Ends(probe);
        return Same(probe, "thinking on beside reasoning_effort none", Switched(probe, ThinkingMode.On).With("reasoning_effort", "none"), "thinking on alone", Switched(probe, ThinkingMode.On), Switched(probe, ThinkingMode.Off));
    }

    // EFFORT-ORDER-004: thinking switched off stays off whatever reasoning_effort says.
    [Requirement("EFFORT-ORDER-004", Transfer = TransferAxis.Whole)]
    public Task OffStaysOff(Probe probe)
    {
        var (_, high) = Ends(probe);
        return Same(probe, $"thinking off beside reasoning_effort {high}", Switched(probe, ThinkingMode.Off).With("reasoning_effort", high), "thinking off alone", Switched(probe, ThinkingMode.Off), Switched(probe, ThinkingMode.On));
    }

    /// <summary>An effort that costs other tokens than the default, and the default.</summary>
    private static (string Low, string High) Ends(Probe probe)
    {
        var signature = Signature.Of(probe);
        probe.Requires(probe.Context.Dialect != Dialect.None, "thinking switch in this dialect");
        return (signature.Efforts.First(e => e.Value != 0).Key, signature.Efforts.First(e => e.Value == 0).Key);
    }

    private static ChatRequest Thinking(Probe probe, string? effort) => Signature.Plain(probe).WithThinking(probe.Context.Dialect, ThinkingMode.On, effort);

    private static ChatRequest Switched(Probe probe, ThinkingMode mode) => Signature.Plain(probe).WithThinking(probe.Context.Dialect, mode);

    private static async Task Same(Probe probe, string what, ChatRequest request, string likeWhat, ChatRequest like, ChatRequest unlike)
    {
        var (a, b, other) = (await probe.PromptTokens(request, what), await probe.PromptTokens(like, likeWhat), await probe.PromptTokens(unlike, "the contrary setting"));
        probe.Must(
            a == b && a != other,
            $"{what} is the same prompt as {likeWhat}, and another than the contrary setting",
            string.Create(CultureInfo.InvariantCulture, $"{a} prompt_tokens, {b} for {likeWhat}, {other} for the contrary"));
    }
}
