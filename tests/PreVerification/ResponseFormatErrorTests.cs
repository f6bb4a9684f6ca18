using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>Malformed requests for structured output are refused: not answered in prose, and not with 500.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ResponseFormatErrorTests
{
    // FORMAT-BAD-001: a json_schema format whose wrapper is missing is refused.
    [Requirement("FORMAT-BAD-001")]
    public Task MissingWrapperIsRefused(Probe probe) =>
        Refused(probe, """{"type":"json_schema","schema":{"type":"object"}}""", "response_format json_schema without its json_schema member");

    // FORMAT-BAD-002: an unknown type is refused.
    [Requirement("FORMAT-BAD-002")]
    public Task UnknownTypeIsRefused(Probe probe) => Refused(probe, """{"type":"bogus"}""", "response_format of the type \"bogus\"");

    // FORMAT-BAD-003: a json_schema without a name is refused.
    [Requirement("FORMAT-BAD-003")]
    public Task MissingNameIsRefused(Probe probe) =>
        Refused(probe, """{"type":"json_schema","json_schema":{"strict":true,"schema":{"type":"object","properties":{},"additionalProperties":false}}}""", "a json_schema without name");

    // FORMAT-BAD-004: a json_schema without a schema is refused.
    [Requirement("FORMAT-BAD-004")]
    public Task MissingSchemaIsRefused(Probe probe) => RefusedByMfjs(probe, """{"type":"json_schema","json_schema":{"name":"answer","strict":true}}""", "a json_schema without schema");

    // FORMAT-BAD-005: a strict that is no boolean is refused.
    [Requirement("FORMAT-BAD-005")]
    public Task StrictThatIsNoBooleanIsRefused(Probe probe) =>
        RefusedByMfjs(probe, """{"type":"json_schema","json_schema":{"name":"answer","strict":"yes","schema":{"type":"object","properties":{},"additionalProperties":false}}}""", "a json_schema with strict \"yes\"");

    // FORMAT-BAD-006: a schema that is no object is refused.
    [Requirement("FORMAT-BAD-006")]
    public Task SchemaThatIsNoObjectIsRefused(Probe probe) =>
        Refused(probe, """{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":"x"}}""", "a json_schema whose schema is the text \"x\"");

    // FORMAT-BAD-007: a response_format that is a word instead of an object is refused.
    [Requirement("FORMAT-BAD-007")]
    public Task WordIsRefused(Probe probe) => Refused(probe, "\"json_object\"", "response_format \"json_object\", a string");

    // FORMAT-BAD-008: a json_schema member that is no object is refused.
    [Requirement("FORMAT-BAD-008")]
    public Task WrapperThatIsNoObjectIsRefused(Probe probe) => Refused(probe, """{"type":"json_schema","json_schema":["answer"]}""", "a json_schema member that is a list");

    // FORMAT-BAD-009: a response_format without a type is refused.
    [Requirement("FORMAT-BAD-009")]
    public Task MissingTypeIsRefused(Probe probe) => Refused(probe, "{}", "response_format {} without type");

    // FORMAT-BAD-010: a strict schema with a type that JSON Schema does not know is refused.
    [Requirement("FORMAT-BAD-010")]
    public Task UnknownSchemaTypeIsRefused(Probe probe) => RefusedByMfjs(
        probe,
        """{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object","properties":{"city":{"type":"text"}},"required":["city"],"additionalProperties":false}}}""",
        "a strict schema with the type \"text\"");

    // FORMAT-BAD-011: a strict schema whose $ref leads nowhere is refused.
    [Requirement("FORMAT-BAD-011")]
    public Task DanglingReferenceIsRefused(Probe probe) => RefusedByMfjs(
        probe,
        """{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object","properties":{"city":{"$ref":"#/$defs/city"}},"required":["city"],"additionalProperties":false}}}""",
        "a strict schema whose $ref leads nowhere");

    // FORMAT-BAD-012: an empty name is refused.
    [Requirement("FORMAT-BAD-012")]
    public Task EmptyNameIsRefused(Probe probe) =>
        Refused(probe, """{"type":"json_schema","json_schema":{"name":"","strict":true,"schema":{"type":"object","properties":{},"additionalProperties":false}}}""", "a json_schema with an empty name");

    private static Task<Answer> Refused(Probe probe, string format, string what)
    {
        StructuredOutput.RequireSchemas(probe);
        return probe.Send(probe.Ask("Say hello as JSON.", 64).WithRaw("response_format", format)).MustBeRefused(what, 400, 422);
    }

    // What only a maker with a schema language of its own promises to look at.
    private static Task<Answer> RefusedByMfjs(Probe probe, string format, string what)
    {
        probe.Requires(probe.Profile.Tools.StrictSchemas == StrictSchemas.Mfjs, "schema language for strict");
        return Refused(probe, format, what);
    }
}
