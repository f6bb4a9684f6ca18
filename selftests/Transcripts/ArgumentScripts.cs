using static Kvv.SelfTests.Transcripts.Capture;

namespace Kvv.SelfTests.Transcripts;

/// <summary>Captures of arguments that were damaged on the way.</summary>
internal static class ArgumentScripts
{
    private const string Id = "functions.save_record:0";

    private const string Doubled = """
        \"{\\\"text\\\":\\\"plain\\\"}\"
        """;

    private const string DoubledEnd = """
        \\\"plain\\\"}\"
        """;

    private const string Unclosed = """
        {\"city\": \"Beijing\"
        """;

    private const string UnclosedEnd = """
        jing\"
        """;

    private static bool Saves(ScriptedRequest r, string words) => r.WantsCall && r.Asks("save_record") && r.Asks(words);

    private static Script Damaged(string fault, string words, string arguments) => new(fault, r => Saves(r, words))
    {
        Whole = Capture.Whole(CallMessage(Id, "save_record", arguments), "tool_calls"),
        Stream = Stream(Role, Begin(0, Id, "save_record"), More(0, arguments), Chunk("{}", "tool_calls"), Done),
        Also = ["TOOL-ARGS-004", "TOOL-ARGS-005", "TOOL-ARGS-007"],
    };

    public static IEnumerable<Script> All =>
    [
        Damaged("tc-args-stringified", "\"count\":42", """{\"count\":\"42\",\"ratio\":\"2.5\",\"open\":\"true\",\"tags\":\"[\\\"red\\\",\\\"blue\\\"]\",\"size\":\"{\\\"width\\\":3,\\\"height\\\":4}\",\"note\":\"plain\"}"""),
        Damaged("tc-args-overcoerced", "\"code\":\"02134\"", """{\"code\":2134,\"flag\":true,\"gap\":null,\"power\":100000.0}"""),
        Damaged("tc-args-entity-decoded", "Tom &amp; Jerry", """{\"text\":\"<a>Tom & Jerry</a>\"}"""),
        Damaged("tc-args-cut-at-literal", "</parameter>", """{\"text\":\"one \"}"""),
        new("tc-args-double-encoded", r => r.WantsCall)
        {
            Whole = Capture.Whole(CallMessage(Id, "save_record", Doubled), "tool_calls"),
            Stream = Stream(Role, Begin(0, Id, "save_record"), More(0, """\"{\\\"text\\\":"""), More(0, DoubledEnd), Chunk("{}", "tool_calls"), Done),
        },
        new("tc-args-invalid-json", r => r.WantsCall)
        {
            Whole = Capture.Whole(CallMessage("functions.get_weather:0", "get_weather", Unclosed), "tool_calls"),
            Stream = Stream(Role, Begin(0, "functions.get_weather:0", "get_weather"), More(0, """{\"city\": \"Bei"""), More(0, UnclosedEnd), Chunk("{}", "tool_calls"), Done),
        },
        new("tc-optional-args-dropped", r => r.WantsCall && r.Asks("create_task"))
        {
            Whole = Capture.Whole(CallMessage("functions.create_task:0", "create_task", """{\"title\": \"Paint the fence\"}"""), "tool_calls"),
            Stream = Stream(Role, Begin(0, "functions.create_task:0", "create_task"), More(0, """{\"title\": \"Paint the fence\"}"""), Chunk("{}", "tool_calls"), Done),
        },
    ];
}
