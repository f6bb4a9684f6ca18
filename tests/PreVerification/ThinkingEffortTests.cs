using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Efforts of thinking: the profile's values are taken in every spelling, others are not, and they make a difference.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ThinkingEffortTests
{
    // EFFORT-VALUE-001: every effort of the profile is accepted in the endpoint's own spelling.
    [Requirement("EFFORT-VALUE-001")]
    public Task EveryEffortIsAccepted(Probe probe)
    {
        RequireSpelling(probe);
        return Task.WhenAll(Efforts(probe).Values.Select(effort =>
            probe.Send(Spelled(probe, effort, 16)).MustSucceed($"thinking effort {effort}")));
    }

    // EFFORT-VALUE-002: every effort of the profile is accepted as reasoning_effort.
    [Requirement("EFFORT-VALUE-002")]
    public Task EveryReasoningEffortIsAccepted(Probe probe) =>
        Task.WhenAll(Efforts(probe).Values.Select(effort =>
            probe.Send(Plain(probe, 16).With("reasoning_effort", effort)).MustSucceed($"reasoning_effort {effort}")));

    // EFFORT-BAD-001: an unknown effort is the client's mistake: refused or passed over, never a server error.
    [Requirement("EFFORT-BAD-001")]
    public async Task UnknownEffortBreaksNothing(Probe probe)
    {
        _ = Efforts(probe);
        await probe.Send(Plain(probe, 16).With("reasoning_effort", "no-such-word")).MustBeServedOrRefused("reasoning_effort \"no-such-word\"");
    }

    // EFFORT-BAD-002: an unknown effort is refused.
    [Requirement("EFFORT-BAD-002")]
    public Task UnknownEffortIsRefused(Probe probe)
    {
        RequireSpelling(probe);
        return probe.Send(Spelled(probe, "no-such-word", 16)).MustBeRefused("the thinking effort \"no-such-word\"", 400, 422);
    }

    // EFFORT-KEEP-001: asking to keep the reasoning of earlier turns is accepted.
    [Requirement("EFFORT-KEEP-001")]
    public Task KeepIsAccepted(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.Keep.Count > 0 && probe.Context.Dialect != Dialect.None, "value of keep");
        return Task.WhenAll(probe.Profile.Thinking.Keep.Select(keep => probe.Send(Keeping(probe, keep)).MustSucceed($"thinking with keep {keep}")));
    }

    // EFFORT-KEEP-002: an unknown keep is the client's mistake: refused or passed over, never a server error.
    [Requirement("EFFORT-KEEP-002")]
    public Task UnknownKeepBreaksNothing(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.Keep.Count > 0 && probe.Context.Dialect == Dialect.Kimi, "member thinking.keep in this dialect");
        return probe.Send(Keeping(probe, "no-such-word")).MustBeServedOrRefused("thinking.keep \"no-such-word\"");
    }

    // EFFORT-AMOUNT-001: the highest effort thinks more than the lowest, over three puzzles.
    [Requirement("EFFORT-AMOUNT-001", Transfer = TransferAxis.Whole)]
    public async Task HighestEffortThinksMore(Probe probe)
    {
        var efforts = Efforts(probe);
        RequireSpelling(probe);
        string[] puzzles =
        [
            "In how many ways can 4 people sit around a round table?",
            "A train leaves at 9:40 and arrives at 13:05, with a stop of 15 minutes. How long does it move?",
            "Which day of the week is 100 days after a Tuesday?",
        ];
        async Task<long> Thought(string effort) => (await Task.WhenAll(puzzles.Select(async puzzle =>
            (long)((await probe.Send(Effort(probe, puzzle, effort, 1536)).MustSucceed($"a puzzle at effort {effort}")).Choice.Reasoning?.Length ?? 0)))).Sum();
        var low = await Thought(efforts.Values[0]);
        var high = await Thought(efforts.Values[^1]);
        // Healthy models think several times as much; 15 % over three puzzles is beyond what chance does to an effort that is ignored.
        probe.Must(
            high > low * 1.15,
            $"over three puzzles, effort {efforts.Values[^1]} brings clearly more reasoning than effort {efforts.Values[0]}",
            string.Create(CultureInfo.InvariantCulture, $"{low} characters at {efforts.Values[0]}, {high} at {efforts.Values[^1]}"));
    }

    private static EffortContract Efforts(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.Effort is not null, "thinking effort");
        return probe.Profile.Thinking.Effort!;
    }

    private static void RequireSpelling(Probe probe)
    {
        _ = Efforts(probe);
        probe.Requires(probe.Context.Dialect != Dialect.None, "thinking switch in this dialect");
    }

    private static ChatRequest Plain(Probe probe, int cap) => probe.Unswitched([History.User(ProbeContext.PlainPrompt)], cap);

    private static ChatRequest Spelled(Probe probe, string effort, int cap) => Effort(probe, ProbeContext.PlainPrompt, effort, cap);

    private static ChatRequest Effort(Probe probe, string text, string effort, int cap) =>
        probe.Unswitched([History.User(text)], cap).WithThinking(probe.Context.Dialect, ThinkingMode.On, effort);

    private static ChatRequest Keeping(Probe probe, string keep) => probe.Context.Dialect == Dialect.Kimi
        ? Plain(probe, 16).WithRaw("thinking", $$"""{"type":"enabled","keep":"{{keep}}"}""")
        : Plain(probe, 16).WithRaw("chat_template_kwargs", """{"thinking":true,"preserve_thinking":true}""");
}
