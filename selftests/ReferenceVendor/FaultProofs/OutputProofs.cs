using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

/// <summary>Structured output, streaming and usage.</summary>
internal static class OutputProofs
{
    private static readonly JsonObject Cjk = Requests.Ask("城市 Oslo").With("response_format",
        Requests.Schema("c", """{"type":"object","properties":{"城市":{"type":"string"}},"required":["城市"],"additionalProperties":false}"""));

    public static IEnumerable<FaultProof> All =>
    [
        FaultProof.One("so-ignored-without-thinking", Probes.Json.Thinking(false), r => !Probes.IsJson(r.Content)),
        FaultProof.One("so-disables-thinking", Probes.Json, r => r.Reasoning is null && Probes.IsJson(r.Content)),
        FaultProof.One("so-json-in-reasoning", Probes.Json, r => r.Content == "" && r.Reasoning!.EndsWith('}')),
        FaultProof.One("so-silently-dropped", Probes.Json, r => r.Status == 200 && !Probes.IsJson(r.Content)),
        FaultProof.One("so-nonascii-property", Cjk, r => r.FinishReason == "length" && !Probes.IsJson(r.Content)),
        FaultProof.One("so-whitespace-runaway", Probes.Json, r => r.FinishReason == "length" && r.Content!.Count(char.IsWhiteSpace) > 1000),
        FaultProof.One("so-keyword-dropped", Probes.Json, r => (string?)JsonNode.Parse(r.Content!)!["city"] is not ("Oslo" or "Rome")),
        FaultProof.One("so-channel-parse-500", Probes.Json, r => r.Status == 500),
        new("so-grammar-kills-server", async e =>
        {
            await e.SendAsync(Requests.Ask("Hello.").With("response_format", Requests.Schema("p", """{"type":"object","properties":{"a":{"type":"string","pattern":"^[a-z]+$"}},"required":["a"]}""", strict: false)));
            return (await e.SendAsync(Probes.Ok)).Status == 503;
        }),
        FaultProof.One("so-own-output-400", Probes.Forced, r => r.Status == 400 && r.Text.Contains("validation error", StringComparison.Ordinal)),

        FaultProof.Pair("sw-stream-differs", Probes.Weather, Probes.Weather.Streamed(), (whole, stream) => whole.Calls.Count == 1 && stream.Calls.Count == 0),
        FaultProof.One("sw-done-missing", Probes.Ok.Streamed(), r => r.FinishReason == "stop" && !r.Text.Contains("[DONE]", StringComparison.Ordinal)),
        FaultProof.One("sw-bare-eof", Probes.Count.Streamed(), r => r.FinishReason is null && !r.Text.Contains("[DONE]", StringComparison.Ordinal)),
        FaultProof.One("sw-done-after-drop", Probes.Count.Streamed(), r => r.FinishReason is null && r.Events[^1] == "[DONE]" && r.Chunks.All(c => c["error"] is null)),
        FaultProof.One("sw-error-inside-200", Probes.Count.Streamed(), r => r.Status == 200 && r.Chunks.Any(c => c["error"] is not null)),
        FaultProof.One("sw-empty-success", Probes.Ok, r => r is { Status: 200, Content: "", FinishReason: "stop", CompletionTokens: 0, PromptTokens: 0 }),
        FaultProof.One("sw-utf8-split", Requests.Ask("Repeat exactly: 漢字🌍").Streamed(), r => r.Content!.Contains('\uFFFD', StringComparison.Ordinal)),
        FaultProof.One("sw-comment-as-data", Probes.Ok.Streamed(), r => r.Text.Contains("data: : ", StringComparison.Ordinal)),
        FaultProof.One("sw-empty-event", Probes.Ok.Streamed(), r => r.Text.Contains("data:\n\n", StringComparison.Ordinal)),
        FaultProof.One("sw-role-wrong", Probes.Ok.Streamed(), r => r.Deltas().Count(d => d["role"] is not null) > 1),
        FaultProof.One("sw-id-changes", Probes.Ok.Streamed(), r => r.Chunks.Select(c => (string?)c["id"]).Distinct().Count() > 1),
        FaultProof.One("sw-null-delta-fields", Probes.Ok.Streamed(), r => r.Deltas().All(d => ((JsonObject)d).ContainsKey("tool_calls"))),
        FaultProof.One("sw-tool-chunk-shape", Probes.Weather.Streamed(), r => r.Deltas().SelectMany(d => d["tool_calls"]?.AsArray() ?? []).Count(c => c!["id"] is not null) > 1),
        FaultProof.One("sw-finish-raw-token", Probes.Ok, r => r.FinishReason == "stop_163586"),

        FaultProof.One("ua-stream-usage-missing", Probes.Ok.Streamed(), r => !r.Text.Contains("prompt_tokens", StringComparison.Ordinal)),
        FaultProof.One("ua-usage-zero", Probes.Ok, r => r is { PromptTokens: 0, CompletionTokens: 0, Content: "OK" }),
        FaultProof.One("ua-reasoning-tokens-zero", Probes.Ok, r => r.Reasoning!.Length > 0 && (int)r.Usage!["completion_tokens_details"]!["reasoning_tokens"]! == 0),
        FaultProof.One("ua-reasoning-over-completion", Probes.Ok, r => (int)r.Usage!["completion_tokens_details"]!["reasoning_tokens"]! > r.CompletionTokens),
        FaultProof.Pair("ua-cached-missing", Probes.Long(60, "Reply with only the word OK."), Probes.Long(60, "Reply with only the word OK."), (_, second) => second.Usage!["prompt_tokens_details"]?["cached_tokens"] is null),
        FaultProof.Pair("ua-cache-off-silently", Probes.Long(60, "Reply with only the word OK."), Probes.Long(60, "Reply with only the word OK."), (_, second) => (int)second.Usage!["prompt_tokens_details"]!["cached_tokens"]! == 0),
        FaultProof.Pair("ua-image-uncounted", Pictures.Ask("What is this?"), Pictures.Ask("What is this?", Pictures.Red), (text, image) => image.PromptTokens == text.PromptTokens),
        FaultProof.Pair("ua-modes-disagree", Probes.Ok, Probes.Ok.Streamed(), (whole, stream) => whole.PromptTokens != stream.PromptTokens),
    ];
}
