using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Names of tools: what may be in them, how long they may be, and that they come back whole.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ToolNameTests
{
    // 64 characters, the length every maker takes.
    private const string Long = "read_the_present_water_level_at_the_gauge_of_the_outer_harbour_a";

    // TOOL-NAME-001: a name with a hyphen is called like any other.
    [Requirement("TOOL-NAME-001")]
    public Task HyphenIsPartOfAName(Probe probe) => Called(probe, "ring-harbour-bell");

    // TOOL-NAME-002: a name in mixed case comes back as it was declared.
    [Requirement("TOOL-NAME-002")]
    public Task CaseIsKept(Probe probe) => Called(probe, "ringHarbourBell2");

    // TOOL-NAME-003: a name of 64 characters comes back whole, in a stream all in the call's first delta.
    [Requirement("TOOL-NAME-003")]
    public async Task LongNameComesWhole(Probe probe)
    {
        var called = await Called(probe, Long);
        called.Answer.MustNotShow("a function's name comes whole, in the first delta of its call", Kvv.Wire.AnomalyKinds.ToolCallNameRepeated);
    }

    // TOOL-NAME-004: the longest name that the model takes is accepted.
    [Requirement("TOOL-NAME-004")]
    public Task LongestNameIsAccepted(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt).WithTools(Bell(new string('a', Longest(probe))))).MustSucceed(string.Create(CultureInfo.InvariantCulture, $"a tool with a name of {Longest(probe)} characters"));

    // TOOL-NAME-005: a longer one is refused.
    [Requirement("TOOL-NAME-005")]
    public Task LongerNameIsRefused(Probe probe) => Refused(probe, new string('a', Longest(probe) + 1), string.Create(CultureInfo.InvariantCulture, $"a tool with a name of {Longest(probe) + 1} characters"));

    // TOOL-NAME-006: a name with a dot is called by that name, or refused; it is never changed in silence.
    [Requirement("TOOL-NAME-006")]
    public async Task DottedNameIsKeptOrRefused(Probe probe)
    {
        const string Dotted = "harbour.ring_bell";
        var (answer, served) = await probe.Send(probe.Ask($"Use the tool {Dotted} now.", 4096).WithTools(Bell(Dotted))).MustBeServedOrRefused($"a tool of the name {Dotted}");
        if (served)
            answer.MustCall(Dotted, "with a dot in its name accepted");
    }

    // TOOL-NAME-007: a name with a blank or a sign is refused.
    [Requirement("TOOL-NAME-007")]
    public async Task NameWithSignsIsRefused(Probe probe)
    {
        await Refused(probe, "ring bell", "a tool with a blank in its name");
        await Refused(probe, "ring@bell", "a tool with @ in its name");
    }

    // TOOL-NAME-008: an empty name is refused.
    [Requirement("TOOL-NAME-008")]
    public Task EmptyNameIsRefused(Probe probe) => Refused(probe, "", "a tool with an empty name");

    private static int Longest(Probe probe)
    {
        probe.Requires(probe.Profile.Tools.MaxNameLength is not null, "longest name of a tool");
        return probe.Profile.Tools.MaxNameLength!.Value;
    }

    private static System.Text.Json.Nodes.JsonObject Bell(string name) => SampleTools.Function(name, "Rings the bell of the harbour.", SampleTools.NoArguments);

    private static Task<CalledTool> Called(Probe probe, string name) =>
        probe.Send(probe.Ask($"Use the tool {name} now.", 4096).WithTools(Bell(name), SampleTools.Weather())).MustCall(name, "asked for by name");

    private static Task<Answer> Refused(Probe probe, string name, string what) => probe.Send(probe.Ask("Say hello.", 64).WithTools(Bell(name))).MustBeRefused(what, 400, 422);
}
