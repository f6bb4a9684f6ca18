namespace Kvv.SelfTests.Wire;

/// <summary>Builds event streams for tests: a healthy one, and the pieces to spoil it.</summary>
internal static class Sse
{
    public const string Done = "data: [DONE]\n\n";

    /// <summary>Role, reasoning, content, a reason, usage, the end: nothing to complain about.</summary>
    public static string Healthy { get; } = Stream(
        Delta("""{"role":"assistant","content":""}"""),
        Delta("""{"reasoning_content":"Let me think: 漢字 👩‍🚀."}"""),
        Delta("""{"content":"Hello, "}"""),
        Delta("""{"content":"w\u00f6rld \ud83c\udf0d\n"}"""),
        Delta("{}", "\"stop\""),
        Usage());

    /// <summary>Two parallel calls, their arguments interleaved.</summary>
    public static string HealthyCalls { get; } = Stream(
        Delta("""{"role":"assistant","content":null}"""),
        Delta("""{"tool_calls":[{"index":0,"id":"call_a","type":"function","function":{"name":"get_weather","arguments":""}}]}"""),
        Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]}"""),
        Delta("""{"tool_calls":[{"index":1,"id":"call_b","type":"function","function":{"name":"get_time","arguments":"{"}}]}"""),
        Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"\"Zürich\"}"}},{"index":1,"function":{"arguments":"}"}}]}"""),
        Delta("{}", "\"tool_calls\""),
        Usage());

    /// <summary>A chunk with this envelope and these members behind it.</summary>
    public static string Chunk(string rest) => $$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"kimi",{{rest}}}""";

    /// <summary>A chunk with one choice.</summary>
    public static string Delta(string delta, string finish = "null", int index = 0) =>
        Chunk($$"""
            "choices":[{"index":{{index}},"delta":{{delta}},"finish_reason":{{finish}}}]
            """);

    /// <summary>A summary chunk.</summary>
    public static string Usage(int prompt = 10, int completion = 5) =>
        Chunk($$"""
            "choices":[],"usage":{"prompt_tokens":{{prompt}},"completion_tokens":{{completion}},"total_tokens":{{prompt + completion}}}
            """);

    /// <summary>Events of these data, without the end.</summary>
    public static string Events(params IEnumerable<string> data) => string.Concat(data.Select(d => $"data: {d}\n\n"));

    /// <summary>Events of these data, and the end.</summary>
    public static string Stream(params IEnumerable<string> data) => Events(data) + Done;

    /// <summary>A stream of one choice with a role before and a reason behind these data.</summary>
    public static string Around(params IEnumerable<string> data) =>
        Stream([Delta("""{"role":"assistant","content":"a"}"""), .. data, Delta("{}", "\"stop\""), Usage()]);
}
