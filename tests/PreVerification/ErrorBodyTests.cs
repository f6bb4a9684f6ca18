using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>What an error answer says: enough for a client to tell what went wrong, and nothing it should not.</summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ErrorBodyTests
{
    private const string WrongKey = "sk-no-key-of-yours-4711";

    // ERR-BODY-001: an error is application/json, also when a stream was asked for.
    [Requirement("ERR-BODY-001")]
    public Task ErrorsAreJson(Probe probe) => Mistake(probe).Must(
        a => a.Exchange.MediaType is "application/json" or "application/problem+json",
        "an error has the content type application/json, whether a stream was asked for or not",
        a => $"content type {a.Exchange.MediaType ?? "(absent)"}");

    // ERR-BODY-002: an error says its type.
    [Requirement("ERR-BODY-002")]
    public Task ErrorsHaveAType(Probe probe) => Mistake(probe).Must(
        a => !string.IsNullOrEmpty(a.Exchange.Error?.Type), "an error has error.type", a => $"error {a.Exchange.BodyText}");

    // ERR-BODY-003: an error names the parameter at fault.
    [Requirement("ERR-BODY-003")]
    public Task ErrorsNameTheParameter(Probe probe) => Mistake(probe).Must(
        a => a.Exchange.Error?.Param == "max_tokens" || a.Exchange.Error?.Message?.Contains("max_tokens", StringComparison.OrdinalIgnoreCase) == true,
        "an error about max_tokens names it in error.param or in its message",
        a => $"error {a.Exchange.BodyText}");

    // ERR-BODY-004: an error holds no trace of the server's own code.
    [Requirement("ERR-BODY-004")]
    public async Task ErrorsShowNoTrace(Probe probe)
    {
        var answer = await Mistake(probe);
        string[] marks = ["Traceback (most recent call last)", "site-packages/", ".py\", line ", "\\n    at ", "goroutine 1 ["];
        var seen = marks.FirstOrDefault(m => answer.Exchange.BodyText.Contains(m, StringComparison.Ordinal));
        answer.Must(seen is null, "an error holds no stack trace and no path of the server's code", $"the body holds \"{seen}\"");
    }

    // ERR-MODEL-002: the error about an unknown model says that it is about the model.
    [Requirement("ERR-MODEL-002")]
    public Task UnknownModelIsNamed(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).With("model", "no-such-model")).MustBeRefused("an unknown model name", 404, 400).Must(
            a => a.Exchange.Error is { } e && (e.Param == "model" || e.Code == "model_not_found" || (e.Message ?? "").Contains("model", StringComparison.OrdinalIgnoreCase)),
            "the error about an unknown model names the model",
            a => $"error {a.Exchange.BodyText}");

    // ERR-MODEL-003: a request without a model is refused.
    [Requirement("ERR-MODEL-003")]
    public Task MissingModelIsRefused(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).Without("model")).MustBeRefused("a request without model", 400, 404, 422);

    // ERR-MODEL-004: a model name of the wrong type is refused.
    [Requirement("ERR-MODEL-004")]
    public Task ModelOfAnotherTypeIsRefused(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithRaw("model", "42")).MustBeRefused("model 42", 400, 404, 422);

    // ERR-AUTH-002: a request without a key is refused with 401.
    [Requirement("ERR-AUTH-002")]
    public Task MissingKeyIsRefused(Probe probe)
    {
        NeedsKey(probe);
        return probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithHeader("Authorization", null)).MustBeRefused("a request without an API key", 401);
    }

    // ERR-AUTH-003: the refusal of a key does not repeat it.
    [Requirement("ERR-AUTH-003")]
    public Task RefusalDoesNotRepeatTheKey(Probe probe)
    {
        NeedsKey(probe);
        return probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithHeader("Authorization", $"Bearer {WrongKey}")).MustBeRefused("a wrong API key", 401, 403)
            .Must(a => !a.Exchange.BodyText.Contains(WrongKey, StringComparison.Ordinal), "the refusal of a wrong key does not repeat the key in full", _ => "the error body holds the key that was sent");
    }

    // ERR-AUTH-004: the key is looked at before the body: a stranger learns nothing about the service.
    [Requirement("ERR-AUTH-004")]
    public Task KeyComesBeforeTheBody(Probe probe)
    {
        NeedsKey(probe);
        return probe.Send(ChatRequest.Exact("{").WithHeader("Authorization", $"Bearer {WrongKey}")).MustBeRefused("a broken body under a wrong key", 401);
    }

    private static void NeedsKey(Probe probe) => probe.Requires(probe.Context.HasKey, "key in this run (the endpoint is used without one)");

    private static Task<Answer> Mistake(Probe probe) =>
        probe.Send(probe.Ask(ProbeContext.PlainPrompt, 32).WithRaw("max_tokens", "\"many\"")).MustBeRefused("max_tokens \"many\"", 400, 422);
}
