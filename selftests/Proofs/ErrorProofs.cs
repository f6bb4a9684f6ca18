using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Refusals, malformed requests and long prompts.</summary>
internal sealed class ErrorProofs : IProofSource
{
    private static readonly string[] Waivable =
    [
        "ERR-AUTH-001", "ERR-AUTH-002", "ERR-JSON-001", "ERR-JSON-002", "ERR-JSON-003", "ERR-EMPTY-001", "ERR-ROLE-001", "ERR-TYPE-001", "ERR-MODEL-003", "ERR-MODEL-004",
        "ERR-MSG-001", "ERR-MSG-002", "ERR-MSG-003", "ERR-MSG-004", "ERR-MSG-005", "ERR-MSG-006", "ERR-MSG-007", "ERR-MSG-008", "ERR-STREAM-001",
    ];

    private static readonly string[] Crashable = ["ERR-EMPTY-001", "ERR-MSG-001", "ERR-MSG-005", "ERR-JSON-003"];

    public IEnumerable<Proof> Proofs =>
    [
        .. Waivable.Select(id => Proof.ByMangling(id, "refusals are waived", Mangling.AcceptsAnything)),
        .. Crashable.Select(id => Proof.ByMangling(id, "every mistake of the client meets 500", Mangling.CrashesOn(c => !c.IsSuccess))),
        Proof.ByFault("ERR-MODEL-001", "op-model-substituted"),
        Proof.ByFault("ERR-MODEL-001", "rv-error-not-json"),
        Proof.ByMangling("ERR-MODEL-002", "the error only says that something was not found", c => c.IsSuccess ? c : c.Refused(404, "Not found.")),
        Proof.ByMangling("ERR-BODY-001", "errors of a stream come as events", c => c.IsSuccess ? c : c with { ContentType = "text/event-stream" }),
        Proof.ByMangling("ERR-BODY-002", "the error has no type", c => c.IsSuccess ? c : c with { Body = """{"error":{"message":"Bad request about max_tokens."}}""" }),
        Proof.ByMangling("ERR-BODY-003", "the error does not say what is wrong", c => c.IsSuccess ? c : c.Refused(c.Status, "Bad request.")),
        Proof.ByMangling("ERR-BODY-004", "the error holds a stack trace", c => c.IsSuccess ? c : c.Refused(400, "Traceback (most recent call last): File \"server.py\", line 7")),
        Proof.ByMangling("ERR-AUTH-003", "the refusal repeats the key", c => c.Status == 401 ? c.Refused(401, "Incorrect API key provided: sk-no-key-of-yours-4711") : c),
        Proof.ByMangling("ERR-AUTH-004", "the body is parsed before the key is looked at", c => c.Status == 401 && c.Request is null ? c.Refused(400, "Invalid JSON.") : c),
        Proof.ByMangling("ERR-JSON-004", "bytes that are no UTF-8 crash the server", Mangling.CrashesOn(c => c.Request is null || c.Asked("messages")?.Contains('\uFFFD', StringComparison.Ordinal) == true)),
        Proof.ByMangling("ERR-JSON-005", "deep nesting crashes the server", Mangling.CrashesOn(c => c.Request is null || c.Asked("metadata") is not null)),
        Proof.ByMangling("ERR-AFTER-001", "the first malformed request takes the server down", DiesAfterAMistake()),
        Proof.ByFault("LONG-CANARY-001", "rv-silent-truncation"),
        Proof.ByMangling("LONG-CANARY-001", "the prompt's head is dropped and the count is not", c => c.Asked("messages")?.Contains("vault", StringComparison.Ordinal) == true ? Mangling.Content(_ => "K")(c) : c),
        Proof.ByFault("LONG-CANARY-002", "rv-silent-truncation:prompt>=16384").AtTier("standard"),
        Proof.ByFault("LONG-CANARY-002", "ml-empty-on-large-context").AtTier("standard"),
        Proof.ByRequest("LONG-OVER-001", "a prompt over the window loses its head", Shortened),
        Proof.ByFault("LONG-OVER-001", "rv-overflow-500"),
        Proof.ByFault("LONG-WINDOW-001", "rv-window-below-advertised").AtTier("full"),
    ];

    private static JsonObject Shortened(JsonObject request)
    {
        foreach (var message in request["messages"]?.AsArray().OfType<JsonObject>() ?? [])
        {
            if (message["content"] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 8000)
                message["content"] = text[^8000..];
        }

        return request;
    }

    private static Func<MangledCall, MangledCall> DiesAfterAMistake()
    {
        var dead = false;
        return call =>
        {
            if (Volatile.Read(ref dead))
                return call.Refused(503, "The worker is gone.");
            if (!call.IsSuccess)
                Volatile.Write(ref dead, true);
            return call;
        };
    }
}
