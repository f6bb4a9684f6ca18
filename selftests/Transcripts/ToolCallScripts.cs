using static Kvv.SelfTests.Transcripts.Capture;

namespace Kvv.SelfTests.Transcripts;

/// <summary>Captures of tool calls gone wrong.</summary>
internal static class ToolCallScripts
{
    private const string Id = "functions.get_weather:0";
    private const string Beijing = """{\"city\": \"Beijing\"}""";
    private const string Section = "<|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>{\\\"city\\\": \\\"Beijing\\\"}<|tool_call_end|><|tool_calls_section_end|>";

    private const string BeginsCity = """
        {\"city\"
        """;

    private static string Repeated(int i) => $$$"""{"id":"functions.get_weather:{{{i}}}","type":"function","function":{"name":"get_weather","arguments":"{{{Beijing}}}"}}""";

    private static bool Weather(ScriptedRequest r) => r.WantsCall && r.Asks("weather in Beijing");

    public static IEnumerable<Script> All =>
    [
        new("tc-markers-in-content", r => r.WantsCall)
        {
            Whole = Capture.Whole($$"""{"role":"assistant","content":"I'll check that for you. {{Section}}","tool_calls":[]}""", "stop"),
            Stream = Stream(Role, Chunk("""{"content":"I'll check that for you. "}"""), Chunk("""{"content":"<|tool_calls_section_begin|>"}"""), Chunk("""{"content":"<|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>{\"city\": \"Beijing\"}<|tool_call_end|>"}"""), Chunk("""{"content":"<|tool_calls_section_end|>"}"""), Chunk("{}", "stop"), Done),
        },
        new("tc-markers-in-reasoning", r => Weather(r) && r.Thinks)
        {
            Whole = Capture.Whole($$"""{"role":"assistant","content":null,"reasoning_content":"The user wants the weather, so I call the tool.{{Section}}"}""", "stop"),
            Stream = Stream(Role, Chunk("""{"reasoning_content":"The user wants the weather, so I call the tool."}"""), Chunk("""{"reasoning_content":"<|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>"}"""), Chunk("""{"reasoning_content":"{\"city\": \"Beijing\"}<|tool_call_end|><|tool_calls_section_end|>"}"""), Chunk("{}", "stop"), Done),
        },
        new("tc-swallowed-unclosed-think", r => Weather(r) && r.Thinks)
        {
            Whole = Capture.Whole("""{"role":"assistant","content":null,"reasoning_content":"I have the city. Now I call get_weather with Beijing:"}""", "stop"),
            Stream = Stream(Role, Chunk("""{"reasoning_content":"I have the city. "}"""), Chunk("""{"reasoning_content":"Now I call get_weather with Beijing:"}"""), Chunk("{}", "stop"), Done),
        },
        new("tc-finish-stop", Weather)
        {
            Whole = Capture.Whole(CallMessage(Id, "get_weather", Beijing), "stop"),
            Stream = Stream(Role, Begin(0, Id, "get_weather"), More(0, Beijing), Chunk("{}", "stop"), Done),
        },
        new("tc-finish-calls-empty", Weather)
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"Let me look at the sky over Beijing.","tool_calls":[]}""", "tool_calls"),
            Stream = Stream(Role, Chunk("""{"content":"Let me look at "}"""), Chunk("""{"content":"the sky over Beijing."}"""), Chunk("{}", "tool_calls"), Done),
        },
        new("tc-finish-absent", Weather)
        {
            Stream = Stream(Role, Begin(0, Id, "get_weather"), More(0, Beijing), Usage("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"""), Done),
        },
        new("tc-index-missing", Weather)
        {
            Stream = Stream(
                Role,
                Chunk("""{"tool_calls":[{"id":"functions.get_weather:0","type":"function","function":{"name":"get_weather","arguments":""}}]}"""),
                Chunk("""{"tool_calls":[{"function":{"arguments":"{\"city\": \"Beijing\"}"}}]}"""),
                Chunk("{}", "tool_calls"),
                Done),
        },
        new("tc-index-drift", r => Weather(r) && r.Streams)
        {
            Stream = Stream(Role, Begin(0, Id, "get_weather"), More(1, """{\"city\": \"Bei"""), More(2, """jing\"}"""), Chunk("{}", "tool_calls"), Done),
        },
        new("tc-index-reused", r => r.WantsCall && r.Asks("and"))
        {
            Stream = Stream(Role, Begin(0, "functions.get_weather:0", "get_weather", """{\"city\": \"Beijing\"}"""), Begin(0, "functions.get_weather:1", "get_weather", """{\"city\": \"Paris\"}"""), Chunk("{}", "tool_calls"), Done),
            Also = ["TOOL-INDEX-001", "TOOL-PAR-002"],
        },
        new("tc-name-concatenated", Weather)
        {
            Stream = Stream(
                Role,
                Begin(0, Id, "get_weather"),
                Chunk("""{"tool_calls":[{"index":0,"function":{"name":"get_weather","arguments":"{\"city\": "}}]}"""),
                Chunk("""{"tool_calls":[{"index":0,"function":{"name":"get_weather","arguments":"\"Beijing\"}"}}]}"""),
                Chunk("{}", "tool_calls"),
                Done),
        },
        new("tc-name-split", Weather)
        {
            Stream = Stream(
                Role,
                Begin(0, Id, "get_weat"),
                Chunk("""{"tool_calls":[{"index":0,"function":{"name":"her"}}]}"""),
                More(0, Beijing),
                Chunk("{}", "tool_calls"),
                Done),
        },
        new("tc-name-charset", r => r.WantsCall && r.Asks("-"))
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"<|tool_calls_section_begin|><|tool_call_begin|>functions.ring-harbour-bell:0<|tool_call_argument_begin|>{}<|tool_call_end|><|tool_calls_section_end|>"}""", "stop"),
            Stream = Stream(Role, Chunk("""{"content":"<|tool_calls_section_begin|><|tool_call_begin|>functions.ring-harbour-bell:0<|tool_call_argument_begin|>{}"}"""), Chunk("""{"content":"<|tool_call_end|><|tool_calls_section_end|>"}"""), Chunk("{}", "stop"), Done),
        },
        new("tc-id-foreign", Weather)
        {
            Whole = Capture.Whole(CallMessage("chatcmpl-tool-9d2b6b2f4f5e4c7a", "get_weather", Beijing), "tool_calls"),
            Stream = Stream(Role, Begin(0, "chatcmpl-tool-1b0c44a7d0b94e52", "get_weather"), More(0, Beijing), Chunk("{}", "tool_calls"), Done),
        },
        new("tc-none-ignored", r => r.HasTools && r.ToolChoice == "none")
        {
            Whole = Capture.Whole(CallMessage(Id, "get_weather", Beijing), "tool_calls"),
            Stream = Stream(Role, Begin(0, Id, "get_weather"), More(0, Beijing), Chunk("{}", "tool_calls"), Done),
        },
        new("tc-required-ignored", r => r.HasTools && r.ToolChoice == "required")
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"Beijing is usually dry at this time of the year."}""", "stop"),
            Stream = Stream(Role, Chunk("""{"content":"Beijing is usually dry "}"""), Chunk("""{"content":"at this time of the year."}"""), Chunk("{}", "stop"), Done),
        },
        new("tc-forced-args-raw-markup", r => r.HasTools && r.ToolChoice == "required")
        {
            Whole = Capture.Whole(CallMessage(Id, "get_weather", """<|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>{\"city\": \"Beijing\"}<|tool_call_end|>"""), "tool_calls"),
            Stream = Stream(Role, Begin(0, Id, "get_weather"), More(0, """<|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>"""), More(0, Beijing), Chunk("{}", "tool_calls"), Done),
        },
        new("tc-required-runaway", r => r.HasTools && r.ToolChoice == "required")
        {
            Whole = Capture.Whole($$"""{"role":"assistant","content":null,"tool_calls":[{{string.Join(',', Enumerable.Range(0, 40).Select(Repeated))}}]}""", "length", """{"prompt_tokens":88,"completion_tokens":4096,"total_tokens":4184}"""),
            Stream = Stream([Role, .. Enumerable.Range(0, 40).Select(i => Begin(i, $"functions.get_weather:{i}", "get_weather", Beijing)), Chunk("{}", "length"), Done]),
        },
        new("rv-forced-choice-thinking-500", r => r.HasTools && r.ToolChoice is "required" or "named" && r.Thinks)
        {
            Whole = Transcript.Json("""{"error":{"message":"EngineCore encountered an issue. See stack trace (above) for the root cause.","type":"InternalServerError","param":null,"code":500}}""", 500),
            Stream = Transcript.Json("""{"error":{"message":"EngineCore encountered an issue. See stack trace (above) for the root cause.","type":"InternalServerError","param":null,"code":500}}""", 500),
            Also = ["TOOL-FORCE-001", "TOOL-FORCE-002", "TOOL-FORCE-003"],
        },
        new("tc-error-instead-of-call", Weather)
        {
            Stream = Stream(Role, Chunk("""{"content":""}"""), """data: {"error":{"message":"Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.","type":"invalid_request_error","code":"tool_use_failed","failed_generation":"functions.get_weather:0 Beijing"}}""", Done),
        },
        new("sw-tool-chunk-shape", Weather)
        {
            Stream = Stream(
                Role,
                Begin(0, Id, "get_weather", BeginsCity),
                Chunk("""{"tool_calls":[{"index":0,"id":"functions.get_weather:0","type":"function","function":{"name":null,"arguments":": \"Bei"}}]}"""),
                Chunk("""{"tool_calls":[{"index":0,"id":"functions.get_weather:0","type":"function","function":{"name":null,"arguments":"jing\"}"}}]}"""),
                Chunk("{}", "tool_calls"),
                Done),
            Also = ["STREAM-CALL-001", "STREAM-CALL-002"],
        },
    ];
}
