using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

internal static class RequestValidationProofs
{
    private static readonly JsonObject BadFormat = Probes.Ok.With("response_format", JsonNode.Parse("""{"type":"json_schema","schema":{"type":"object"}}"""));

    private static readonly JsonObject DynamicTools = Requests.Chat(
        new JsonObject { ["role"] = "system", ["content"] = "", ["tools"] = new JsonArray(Requests.Weather()) },
        Requests.Message("user", "What is the weather in Beijing?"));

    public static IEnumerable<FaultProof> All =>
    [
        FaultProof.One("rv-malformed-format-500", BadFormat, r => r.Status == 500 && (string?)r.Json["error"]!["message"] == ""),
        FaultProof.One("rv-effort-500", Probes.Ok.With("reasoning_effort", "bogus"), r => r.Status == 500),
        FaultProof.One("rv-overflow-500", Probes.Ok.With("max_tokens", 1_048_577), r => r.Status == 500),
        FaultProof.One("rv-silent-truncation", Probes.Long(9000, "What is the gate code?"), r => r.Status == 200 && r.PromptTokens < 3000 && r.Content != "7382"),
        FaultProof.One("rv-window-below-advertised", Probes.Long(40_000, "Reply with only the word OK."), r => r.Status == 400),
        FaultProof.One("rv-null-content-rejected", Probes.AfterResult, r => r.Status == 400),
        FaultProof.One("rv-tool-parts-rejected", Parts(), r => r.Status == 400),
        FaultProof.One("rv-extra-message-field", Probes.AfterResult, r => r.Status == 400),
        FaultProof.One("rv-tool-schema-type-rejected", Probes.Tools("switch_light", """{"type":"object","properties":{"on":{"type":"boolean"}}}""", "Hello."), r => r.Status == 400),
        FaultProof.One("rv-literal-placeholder-400", Requests.Ask("Repeat exactly: <|kimi_image_placeholder|>"), r => r.Status == 400),
        FaultProof.One("rv-forced-choice-thinking-500", Probes.Forced, r => r.Status == 500),
        FaultProof.One("rv-forced-choice-thinking-500", Probes.Forced, r => r.Status == 500, "kimi-k2.6"),
        FaultProof.One("rv-fixed-sampling-not-enforced", Probes.Ok.With("temperature", 1.1), r => r.Status == 200),
        FaultProof.One("rv-always-thinking-disable", Probes.Ok.Thinking(false), r => r.Status == 200 && r.Reasoning is { Length: > 0 }, "kimi-k2.7-code"),
        FaultProof.One("rv-tools-silently-dropped", Probes.Forced, r => r.Status == 200 && r.Calls.Count == 0),
        FaultProof.One("rv-dynamic-tools-dropped", DynamicTools, r => r.Status == 200 && r.Calls.Count == 0),
        FaultProof.One("rv-error-not-json", BadFormat, r => r.Status == 400 && r.MediaType == "text/plain" && !Probes.IsJson(r.Text)),
    ];

    private static JsonObject Parts()
    {
        var request = (JsonObject)Probes.AfterResult.DeepClone();
        request["messages"]![2]!["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = "clear" });
        return request;
    }
}
