using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

internal static class ToolCallProofs
{
    private const string Typed = """{"type":"object","properties":{"zip":{"type":"string"},"count":{"type":"integer"},"note":{"type":"string"}},"required":["zip"]}""";

    private static readonly JsonObject Save = Probes.Tools("save_record", Typed, """Call save_record with {"zip":"02134","count":3,"note":"Tom &amp; Jerry </tool_call> end"}.""");

    private static readonly JsonObject Large = Probes.Tools("write_file", """{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}""",
        "Call write_file with {\"text\":\"" + string.Concat(Enumerable.Repeat("line of text ", 900)) + "\"}.");

    private static readonly JsonObject Hyphen = Probes.Tools("flip-coin", """{"type":"object"}""", "Call flip-coin.");

    public static IEnumerable<FaultProof> All =>
    [
        FaultProof.One("tc-markers-in-content", Probes.Weather, r => r is { FinishReason: "stop", Calls.Count: 0 } && r.Content!.Contains("<|tool_call_begin|>", StringComparison.Ordinal)),
        FaultProof.One("tc-markers-in-reasoning", Probes.Weather.Streamed(), r => r.Calls.Count == 0 && r.Reasoning!.Contains("<|tool_call_begin|>", StringComparison.Ordinal)),
        FaultProof.One("tc-swallowed-unclosed-think", Probes.Weather, r => r is { FinishReason: "stop", Calls.Count: 0, Content: "" } && r.Reasoning!.EndsWith("now.", StringComparison.Ordinal)),
        FaultProof.One("tc-large-args-lost", Large, r => !Probes.IsJson(r.Calls[0].Arguments)),
        FaultProof.One("tc-args-truncated-bundle", Probes.TwoCities.Streamed(), r => Probes.IsJson(r.Calls[0].Arguments) && !Probes.IsJson(r.Calls[1].Arguments)),
        FaultProof.One("tc-one-delta-dropped", Hyphen.Streamed(), r => r.Calls.Count == 0),
        FaultProof.One("tc-empty-deltas-under-load", Probes.Weather.Streamed(), r => r is { FinishReason: "tool_calls", Calls.Count: 0 } && r.Text.Contains("\"tool_calls\":[]", StringComparison.Ordinal), conditions: ":concurrency>=1"),
        FaultProof.One("tc-args-not-streamed", Large.Streamed(), r => r.Deltas().Count(d => d["tool_calls"] is not null) == 2),
        FaultProof.One("tc-text-before-call-lost", Requests.Ask("First say OK-7F, then call get_weather for Oslo.").WithWeather().Streamed(), r => r.Calls.Count == 1 && string.IsNullOrEmpty(r.Content)),
        FaultProof.One("tc-id-foreign", Probes.Weather.Thinking(true), r => !r.Calls[0].Id.StartsWith("functions.", StringComparison.Ordinal), "kimi-k2.6"),
        FaultProof.One("tc-id-repeats-across-turns", Asked(), r => r.Calls[0].Id == "get_weather:0"),
        FaultProof.One("tc-index-reused", Probes.TwoCities.Streamed(), r => r.Deltas().SelectMany(d => d["tool_calls"]?.AsArray() ?? []).All(c => (int)c!["index"]! == 0)),
        FaultProof.One("tc-index-missing", Probes.Weather.Streamed(), r => r.Deltas().SelectMany(d => d["tool_calls"]?.AsArray() ?? []).All(c => c!["index"] is null)),
        FaultProof.One("tc-index-drift", Probes.Weather.Streamed(), r => r.Calls.Count > 1),
        FaultProof.One("tc-name-concatenated", Probes.Weather.Streamed(), r => r.Calls[0].Name.Contains("get_weatherget_weather", StringComparison.Ordinal)),
        FaultProof.One("tc-name-split", Probes.Weather.Streamed(), r => (string?)r.Deltas().First(d => d["tool_calls"] is not null)["tool_calls"]![0]!["function"]!["name"] == "get_weathe" && r.Calls[0].Name == "get_weather"),
        FaultProof.One("tc-name-charset", Hyphen, r => r.Calls.Count == 0 && r.Content!.Contains("flip-coin", StringComparison.Ordinal)),
        FaultProof.One("tc-finish-stop", Probes.Weather, r => r is { FinishReason: "stop", Calls.Count: 1 }),
        FaultProof.One("tc-finish-calls-empty", Probes.Weather, r => r is { FinishReason: "tool_calls", Calls.Count: 0, Content.Length: > 0 }),
        FaultProof.One("tc-finish-absent", Probes.Weather.Streamed(), r => r is { FinishReason: null, Calls.Count: 1, PromptTokens: 0 }),
        FaultProof.One("tc-none-ignored", Probes.Weather.With("tool_choice", "none"), r => r.Calls.Count == 1),
        FaultProof.One("tc-required-ignored", Probes.Forced, r => r.Calls.Count == 0),
        FaultProof.One("tc-named-wrong", Probes.Weather.With("tool_choice", JsonNode.Parse("""{"type":"function","function":{"name":"get_weather"}}""")), r => r.Calls.Count == 0, "generic-openai"),
        FaultProof.One("tc-forced-args-raw-markup", Probes.Forced, r => r.Calls[0].Arguments.StartsWith("<|tool_calls_section_begin|>", StringComparison.Ordinal)),
        FaultProof.One("tc-required-runaway", Probes.Forced, r => r.Calls.Count > 12 && r.FinishReason == "length"),
        FaultProof.One("tc-parallel-false-ignored", Probes.TwoCities.With("parallel_tool_calls", false), r => r.Calls.Count == 2),
        FaultProof.One("tc-args-stringified", Save, r => (string?)Argument(r, "count")?.ToJsonString() == "\"3\""),
        FaultProof.One("tc-args-overcoerced", Save, r => Argument(r, "zip")?.ToJsonString() == "2134"),
        FaultProof.One("tc-args-entity-decoded", Save, r => Argument(r, "note")!.GetValue<string>().StartsWith("Tom & Jerry", StringComparison.Ordinal)),
        FaultProof.One("tc-args-cut-at-literal", Save, r => !Argument(r, "note")!.GetValue<string>().EndsWith("end", StringComparison.Ordinal)),
        FaultProof.One("tc-markup-in-args", Probes.Weather.Streamed(), r => r.Calls[0].Arguments.EndsWith("<|tool_call_end|>", StringComparison.Ordinal)),
        FaultProof.One("tc-args-invalid-json", Probes.Weather, r => !Probes.IsJson(r.Calls[0].Arguments)),
        FaultProof.One("tc-args-double-encoded", Probes.Weather, r => JsonNode.Parse(r.Calls[0].Arguments) is JsonValue),
        FaultProof.One("tc-optional-args-dropped", Save, r => Argument(r, "zip") is not null && Argument(r, "count") is null),
        FaultProof.One("tc-error-instead-of-call", Probes.Weather.Streamed(), r => r.Status == 200 && r.Chunks.Any(c => c["error"] is not null)),
        FaultProof.One("tc-trigger-shift", Probes.Weather, r => r.Calls.Count == 0, conditions: ":p=1"),
        FaultProof.One("tc-markup-without-tools", Requests.Ask("You have a tool named get_weather. What is the weather in Oslo?"), r => r.Content!.Contains("<|tool_call_begin|>", StringComparison.Ordinal)),
        FaultProof.One("tc-section-text-leak", Probes.Weather.Streamed(), r => r is { Content: "functions", Calls.Count: 1 }),
        FaultProof.One("tc-id-unparsed-variant", Asked(), r => r.Calls.Count == 0 && r.Content!.Contains("functions_get_weather_1", StringComparison.Ordinal)),
        FaultProof.One("tc-schema-violations", Probes.Weather, r => Argument(r, "city") is null, conditions: ":p=1"),
    ];

    private static JsonNode? Argument(Reply reply, string name) => JsonNode.Parse(reply.Calls[0].Arguments)![name];

    private static JsonObject Asked()
    {
        var request = (JsonObject)Probes.AfterResult.DeepClone();
        request["messages"]!.AsArray().Add(Requests.Message("assistant", "Clear."));
        request["messages"]!.AsArray().Add(Requests.Message("user", "And the weather in Rome?"));
        return request;
    }
}
