using static Kvv.SelfTests.Transcripts.Capture;

namespace Kvv.SelfTests.Transcripts;

/// <summary>Captures of streams that break the wire, and of replies that end wrongly.</summary>
internal static class StreamScripts
{
    private static bool Plain(ScriptedRequest r) => r.Asks("the word OK") && !r.HasTools;

    private static bool PlainOff(ScriptedRequest r) => Plain(r) && !r.Thinks;

    public static IEnumerable<Script> All =>
    [
        new("sw-done-missing", PlainOff) { Stream = Stream(Role, Chunk("""{"content":"OK"}"""), Chunk("{}", "stop"), Usage()) },
        new("sw-bare-eof", PlainOff) { Stream = Stream(Role, Chunk("""{"content":"O"}""")) },
        new("sw-done-after-drop", PlainOff) { Stream = Stream(Role, Chunk("""{"content":"O"}"""), Done) },
        new("sw-error-inside-200", PlainOff)
        {
            Stream = Stream(Role, """data: {"id":"gen-1770011223","object":"chat.completion.chunk","created":1770011223,"model":"kimi-k2.6","choices":[],"error":{"code":502,"message":"Upstream error: connection reset by peer","type":"server_error"}}""", Done),
        },
        new("sw-empty-success", PlainOff)
        {
            Whole = Capture.Whole("""{"role":"assistant","content":""}""", "stop", """{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"""),
            Stream = Stream(Role, Chunk("{}", "stop"), Usage("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"""), Done),
        },
        new("sw-utf8-split", r => r.Asks("漢字"))
        {
            Stream = Stream(Role, Chunk("""{"content":"\ufffd\ufffd\ufffd\ufffd"}"""), Chunk("""{"content":"🌍\ufffd\ufffd字 "}"""), Chunk("""{"content":"\ufffd naïve — Ελλάδα"}"""), Chunk("{}", "stop"), Done),
        },
        new("sw-comment-as-data", PlainOff) { Stream = Stream("data: : OPENROUTER PROCESSING", Role, Chunk("""{"content":"OK"}"""), Chunk("{}", "stop"), Usage(), Done) },
        new("sw-empty-event", PlainOff) { Stream = Stream("id: 17\ndata:", Role, Chunk("""{"content":"OK"}"""), Chunk("{}", "stop"), Usage(), Done) },
        new("sw-role-wrong", PlainOff) { Stream = Stream(Role, Chunk("""{"role":"assistant","content":"O"}"""), Chunk("""{"role":"assistant","content":"K"}"""), Chunk("""{"role":"assistant"}""", "stop"), Usage(), Done) },
        new("sw-id-changes", PlainOff)
        {
            Stream = Stream(
                """data: {"id":"c0ffee01","object":"chat.completion.chunk","created":1770011223,"model":"kimi-k2.6","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""",
                """data: {"id":"c0ffee02","object":"chat.completion.chunk","created":1770011223,"model":"kimi-k2.6","choices":[{"index":0,"delta":{"content":"OK"},"finish_reason":null}]}""",
                """data: {"id":"c0ffee03","object":"chat.completion.chunk","created":1770011223,"model":"kimi-k2.6","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""",
                """data: {"id":"c0ffee04","object":"chat.completion.chunk","created":1770011223,"model":"kimi-k2.6","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":1,"total_tokens":20}}""",
                Done),
        },
        new("sw-null-delta-fields", PlainOff)
        {
            Stream = Stream(
                Chunk("""{"role":"assistant","content":"","reasoning_content":null,"tool_calls":null}"""),
                Chunk("""{"role":null,"content":"OK","reasoning_content":null,"tool_calls":null}"""),
                Chunk("""{"role":null,"content":null,"reasoning_content":null,"tool_calls":null}""", "stop"),
                Usage(),
                Done),
            Also = ["STREAM-NULL-001"],
        },
        new("sw-finish-raw-token", PlainOff)
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"OK"}""", "stop_163586"),
            Stream = Stream(Role, Chunk("""{"content":"OK"}"""), Chunk("{}", "stop_163586"), Usage(), Done),
        },
        new("ua-usage-zero", PlainOff)
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"OK"}""", "stop", """{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"""),
            Stream = Stream(Role, Chunk("""{"content":"OK"}"""), Chunk("{}", "stop"), Usage("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"""), Done),
        },
        new("ua-stream-usage-missing", r => r.WantsUsage && !r.HasTools && !r.Thinks && (r.Asks("OK") || r.Asks("spider")))
        {
            Stream = Stream(Role, Chunk("""{"content":"OK 8"}"""), Chunk("{}", "stop"), Done),
            Also = ["STREAM-USAGE-001"],
        },
        new("ua-modes-disagree", r => r.Asks("legs has a spider"))
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"8"}""", "stop", """{"prompt_tokens":17,"completion_tokens":1,"total_tokens":18}"""),
            Stream = Stream(Role, Chunk("""{"content":"8"}"""), Chunk("{}", "stop"), Usage("""{"prompt_tokens":29,"completion_tokens":1,"total_tokens":30}"""), Done),
        },
        new("sa-cap-reports-stop", r => r.Cap.Tokens == 16 && r.Asks("Count from 1 to 200"))
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"1\n2\n3\n4\n5\n6\n7\n8"}""", "stop", """{"prompt_tokens":31,"completion_tokens":16,"total_tokens":47}"""),
            Stream = Stream(Role, Chunk("""{"content":"1\n2\n3\n4\n5\n6\n7\n8"}"""), Chunk("{}", "stop"), Usage("""{"prompt_tokens":31,"completion_tokens":16,"total_tokens":47}"""), Done),
        },
        new("sa-max-tokens-ignored", r => r.Cap is { Field: "max_tokens", Tokens: 16 } && r.Asks("Count from 1 to 200")) { Whole = Uncapped, Stream = UncappedStream },
        new("sa-max-completion-tokens-ignored", r => r.Cap is { Field: "max_completion_tokens", Tokens: 16 }) { Whole = Uncapped, Stream = UncappedStream },
        new("op-model-substituted", PlainOff)
        {
            Whole = Transcript.Json("""{"id":"chatcmpl-51","object":"chat.completion","created":1770011223,"model":"small-chat-8b-instruct","choices":[{"index":0,"message":{"role":"assistant","content":"OK"},"finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":1,"total_tokens":20}}"""),
            Stream = Stream(
                """data: {"id":"chatcmpl-52","object":"chat.completion.chunk","created":1770011223,"model":"small-chat-8b-instruct","choices":[{"index":0,"delta":{"role":"assistant","content":"OK"},"finish_reason":null}]}""",
                """data: {"id":"chatcmpl-52","object":"chat.completion.chunk","created":1770011223,"model":"small-chat-8b-instruct","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""",
                Done),
        },
    ];

    private static string Numbers => string.Join("\\n", Enumerable.Range(1, 200));

    private static Transcript Uncapped => Capture.Whole($$"""{"role":"assistant","content":"{{Numbers}}"}""", "stop", """{"prompt_tokens":31,"completion_tokens":399,"total_tokens":430}""");

    private static Transcript UncappedStream => Stream(Role, Chunk($$"""{"content":"{{Numbers}}"}"""), Chunk("{}", "stop"), Usage("""{"prompt_tokens":31,"completion_tokens":399,"total_tokens":430}"""), Done);
}
