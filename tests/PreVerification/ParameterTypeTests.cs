using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>A parameter of the wrong type is refused: an endpoint that does not look serves with something else than was asked.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ParameterTypeTests
{
    // PARAM-TYPE-001: temperature is a number.
    [Requirement("PARAM-TYPE-001")]
    public Task TemperatureMustBeANumber(Probe probe) => Refused(probe, "temperature", "\"warm\"");

    // PARAM-TYPE-002: top_p is a number.
    [Requirement("PARAM-TYPE-002")]
    public Task TopPMustBeANumber(Probe probe) => Refused(probe, "top_p", "{}");

    // PARAM-TYPE-003: n is an integer.
    [Requirement("PARAM-TYPE-003")]
    public Task NMustBeAnInteger(Probe probe) => Refused(probe, "n", "\"two\"");

    // PARAM-TYPE-004: presence_penalty and frequency_penalty are numbers.
    [Requirement("PARAM-TYPE-004")]
    public Task PenaltiesMustBeNumbers(Probe probe) => Task.WhenAll(Refused(probe, "presence_penalty", "\"some\""), Refused(probe, "frequency_penalty", "[0]"));

    // PARAM-TYPE-005: seed is an integer.
    [Requirement("PARAM-TYPE-005")]
    public Task SeedMustBeAnInteger(Probe probe) => Refused(probe, "seed", "\"lucky\"");

    // PARAM-TYPE-006: stream is a boolean.
    [Requirement("PARAM-TYPE-006", Transfer = TransferAxis.Whole)]
    public Task StreamMustBeABoolean(Probe probe) => Refused(probe, "stream", "\"maybe\"");

    // PARAM-TYPE-007: stream_options is an object.
    [Requirement("PARAM-TYPE-007", Transfer = TransferAxis.Stream)]
    public Task StreamOptionsMustBeAnObject(Probe probe) => Refused(probe, "stream_options", "\"usage\"");

    // PARAM-TYPE-008: n is at least 1.
    [Requirement("PARAM-TYPE-008")]
    public Task NMustBePositive(Probe probe) => Refused(probe, "n", "-1");

    // PARAM-NULL-001: optional parameters that are null count as absent, as the API's own schema has it.
    [Requirement("PARAM-NULL-001")]
    public Task NullCountsAsAbsent(Probe probe)
    {
        string[] names = ["temperature", "top_p", "n", "stop", "seed", "presence_penalty", "frequency_penalty"];
        return probe.Send(names.Aggregate(probe.Ask(ProbeContext.PlainPrompt, 32), (r, name) => r.With(name, null))).MustSucceed($"{string.Join(", ", names)} all null");
    }

    // PARAM-EXTRA-001: a parameter nobody knows is passed over or refused, and breaks nothing.
    [Requirement("PARAM-EXTRA-001")]
    public Task UnknownParameterBreaksNothing(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).With("no_such_parameter", 1)).MustBeServedOrRefused("a parameter that no API knows");

    // PARAM-EXTRA-002: the caller's own label for its end user is accepted.
    [Requirement("PARAM-EXTRA-002")]
    public Task UserLabelIsAccepted(Probe probe) => probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).With("user", string.Create(CultureInfo.InvariantCulture, $"customer-{probe.Context.Seed % 100_000}"))).MustSucceed("the parameter user");

    private static Task<Answer> Refused(Probe probe, string name, string json) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithRaw(name, json)).MustBeRefused($"{name} {json}", 400, 422);
}
