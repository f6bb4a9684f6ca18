using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>A client's mistake is answered with the status that says so and a JSON error body: never with 200, never with 500.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ErrorTests
{
    // ERR-MODEL-001: a model name that does not exist is refused; another model never answers in its place.
    [Requirement("ERR-MODEL-001")]
    public Task UnknownModelIsRefused(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).With("model", "no-such-model")).MustBeRefused("an unknown model name", 404, 400);

    // ERR-AUTH-001: a wrong key is refused with 401.
    [Requirement("ERR-AUTH-001")]
    public Task WrongKeyIsRefused(Probe probe)
    {
        probe.Requires(probe.Context.HasKey, "key in this run (the endpoint is used without one)");
        return probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithHeader("Authorization", "Bearer sk-no-key-of-yours")).MustBeRefused("a wrong API key", 401);
    }

    // ERR-JSON-001: a body that is no JSON is refused with 400.
    [Requirement("ERR-JSON-001")]
    public Task MalformedJsonIsRefused(Probe probe)
    {
        var body = probe.Ask(ProbeContext.PlainPrompt, 32).ToString();
        return probe.Send(ChatRequest.Exact(body[..^1])).MustBeRefused("a body with its last brace missing", 400, 422);
    }

    // ERR-EMPTY-001: an empty list of messages is refused with 400.
    [Requirement("ERR-EMPTY-001")]
    public Task EmptyMessagesAreRefused(Probe probe) => probe.Send(probe.Request([], 32)).MustBeRefused("an empty messages array", 400, 422);

    // ERR-ROLE-001: an unknown role is refused with 400.
    [Requirement("ERR-ROLE-001")]
    public Task UnknownRoleIsRefused(Probe probe) =>
        probe.Send(probe.Request([new JsonObject { ["role"] = "narrator", ["content"] = "Say OK." }], 32)).MustBeRefused("the role \"narrator\"", 400, 422);

    // ERR-TYPE-001: a parameter of the wrong type is refused with 400.
    [Requirement("ERR-TYPE-001")]
    public Task WrongTypeIsRefused(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithRaw("max_tokens", "\"many\"")).MustBeRefused("max_tokens \"many\"", 400, 422);
}
