using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Interleaved thinking: the reasoning of a tool turn comes back with it, and models that depend on it insist.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ThinkingEchoTests
{
    // ECHO-WITH-001: a tool turn that comes back with its reasoning is accepted.
    [Requirement("ECHO-WITH-001", Thinking = ThinkingAxis.On)]
    public Task TurnWithReasoningIsAccepted(Probe probe) =>
        Continue(probe, History.Call(probe, History.Id(0))).MustSucceed("a tool turn that comes back with its reasoning");

    // ECHO-WITHOUT-001: where the model depends on it, a tool turn without its reasoning is refused.
    [Requirement("ECHO-WITHOUT-001", Thinking = ThinkingAxis.On)]
    public Task TurnWithoutReasoningIsRefused(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.ReasoningEcho == ReasoningEcho.Required, "demand for the reasoning of tool turns");
        return Continue(probe, Without(probe)).MustBeRefused("a tool turn that comes back without its reasoning, while thinking is on,");
    }

    // ECHO-WITHOUT-002: an empty reasoning is as good as none.
    [Requirement("ECHO-WITHOUT-002", Thinking = ThinkingAxis.On)]
    public Task TurnWithEmptyReasoningIsRefused(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.ReasoningEcho == ReasoningEcho.Required, "demand for the reasoning of tool turns");
        var call = Without(probe);
        call[History.Field(probe)] = "";
        return Continue(probe, call).MustBeRefused("a tool turn that comes back with an empty reasoning, while thinking is on,");
    }

    // ECHO-WITHOUT-003: where the model does not depend on it, a tool turn without reasoning is accepted.
    [Requirement("ECHO-WITHOUT-003")]
    public Task TurnWithoutReasoningIsAccepted(Probe probe)
    {
        probe.Requires(probe.Profile.Thinking.ReasoningEcho == ReasoningEcho.Optional, "leave to omit the reasoning of tool turns");
        var messages = History.ToolTurn(probe, Without(probe), History.Result(History.Id(0), "5417 kWh"));
        // Where thinking can be on, that is where an endpoint would insist.
        var request = probe.Profile.Thinking.Has(ThinkingMode.On) ? probe.Unswitched(messages).WithThinking(probe.Context.Dialect, ThinkingMode.On) : probe.Request(messages);
        return probe.Send(request.With("max_tokens", 64).WithMeter()).MustSucceed("a tool turn that comes back without reasoning");
    }

    // ECHO-OFF-001: with thinking off, no reasoning is asked for.
    [Requirement("ECHO-OFF-001", Thinking = ThinkingAxis.Off)]
    public Task NothingIsDemandedWithThinkingOff(Probe probe) =>
        Continue(probe, Without(probe)).MustSucceed("a tool turn without reasoning, with thinking off");

    // ECHO-PLAIN-001: a turn without calls needs no reasoning, whatever the model.
    [Requirement("ECHO-PLAIN-001", Thinking = ThinkingAxis.On)]
    public Task PlainTurnNeedsNoReasoning(Probe probe) =>
        probe.Send(probe.Request([History.User("Name a primary colour."), History.Assistant("Red."), History.User("Name another one.")], 64))
            .MustSucceed("an earlier answer without reasoning, with thinking on");

    private static JsonObject Without(Probe probe)
    {
        var call = History.Call(probe, History.Id(0));
        call.Remove(History.Field(probe));
        return call;
    }

    private static Task<Answer> Continue(Probe probe, JsonObject call) =>
        probe.Send(probe.Request(History.ToolTurn(probe, call, History.Result(History.Id(0), "5417 kWh")), 64).WithMeter());
}
