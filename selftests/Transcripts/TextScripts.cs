using static Kvv.SelfTests.Transcripts.Capture;

namespace Kvv.SelfTests.Transcripts;

/// <summary>Captures of thinking in the wrong place and of text that decoding spoilt.</summary>
internal static class TextScripts
{
    private const string Garbage = "лось тельتأ 纽扣 kjørt ஆனால் Prem 瓣ilik ฟัน 구멍 ούσα drž";

    private static bool Plain(ScriptedRequest r) => !r.HasTools;

    // Not under a tight cap: there the collapse is cut before it shows.
    private static bool Talk(ScriptedRequest r) => Plain(r) && !r.Thinks && !r.Asks("Count from 1 to 200");

    private static bool Thinking(ScriptedRequest r) => Plain(r) && r.Thinks;

    private static bool Off(ScriptedRequest r) => Plain(r) && !r.Thinks && (r.Asks("OK") || r.Asks("pencils") || r.Asks("only the number"));

    private static Script Everywhere(string fault, Func<ScriptedRequest, bool> when, string message, params string[] deltas) => new(fault, when)
    {
        Whole = Capture.Whole(message, "stop"),
        Stream = Stream([Role, .. deltas.Select(d => Chunk(d)), Chunk("{}", "stop"), Usage(), Done]),
    };

    public static IEnumerable<Script> All =>
    [
        Everywhere("rc-close-tag-in-content", Thinking, """{"role":"assistant","content":" The user wants a short answer. </think> OK 47 1024"}""", """{"content":" The user wants "}""", """{"content":"a short answer. </think> OK 47 1024"}"""),
        Everywhere("rc-never-split", Thinking, """{"role":"assistant","content":"The user wants a short answer. Let me think: 3 times 14 is 42, plus 5 is 47. OK. 47"}""", """{"content":"The user wants a short answer. Let me think: "}""", """{"content":"3 times 14 is 42, plus 5 is 47. OK. 47"}"""),
        Everywhere("rc-final-answer-dropped", Thinking, """{"role":"assistant","content":"<think>3 times 14 is 42, plus 5 is 47.</think>"}""", """{"content":"<think>3 times 14 is 42, "}""", """{"content":"plus 5 is 47.</think>"}"""),
        Everywhere("rc-answer-in-reasoning", Off, """{"role":"assistant","content":null,"reasoning_content":"OK 47 391 2 42"}""", """{"reasoning_content":"OK 47 "}""", """{"reasoning_content":"391 2 42"}"""),
        Everywhere("rc-disable-ignored", Off, """{"role":"assistant","content":"OK 47 391 2 42 8","reasoning_content":"The user asks a trivial question; the answer is at hand."}""", """{"reasoning_content":"The user asks a trivial question; "}""", """{"reasoning_content":"the answer is at hand."}""", """{"content":"OK 47 391 2 42 8"}"""),
        new("rc-field-renamed", Thinking)
        {
            Stream = Stream(Role, Chunk("""{"reasoning":"A short "}"""), Chunk("""{"reasoning":"thought."}"""), Chunk("""{"content":"OK 47"}"""), Chunk("{}", "stop"), Done),
        },
        new("ua-reasoning-tokens-zero", Thinking)
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"OK 1024 47","reasoning_content":"Two to the tenth is 1024, ten cubed is 1000."}""", "stop", """{"prompt_tokens":40,"completion_tokens":26,"total_tokens":66,"completion_tokens_details":{"reasoning_tokens":0}}"""),
            Stream = Stream(Role, Chunk("""{"reasoning_content":"Two to the tenth is 1024, ten cubed is 1000."}"""), Chunk("""{"content":"OK 1024 47"}"""), Chunk("{}", "stop"), Usage("""{"prompt_tokens":40,"completion_tokens":26,"total_tokens":66,"completion_tokens_details":{"reasoning_tokens":0}}"""), Done),
        },
        new("ua-reasoning-over-completion", Thinking)
        {
            Whole = Capture.Whole("""{"role":"assistant","content":"OK 1024 47","reasoning_content":"Two to the tenth is 1024, ten cubed is 1000."}""", "stop", """{"prompt_tokens":40,"completion_tokens":26,"total_tokens":66,"completion_tokens_details":{"reasoning_tokens":27}}"""),
        },
        Everywhere("dk-bang-collapse", Talk, $$"""{"role":"assistant","content":"{{new string('!', 4941)}}"}""", $$"""{"content":"{{new string('!', 2000)}}"}""", $$"""{"content":"{{new string('!', 2941)}}"}"""),
        Everywhere("dk-pad-spam", Talk, $$"""{"role":"assistant","content":"{{string.Concat(Enumerable.Repeat("[PAD] ", 200))}}"}""", $$"""{"content":"{{string.Concat(Enumerable.Repeat("[PAD] ", 200))}}"}"""),
        Everywhere("dk-garbage-always", r => !r.Asks("Reply with only the word OK") || r.HasTools, $$"""{"role":"assistant","content":"{{Garbage}}"}""", $$"""{"content":"{{Garbage}}"}"""),
        Everywhere("dk-repetition-loop", r => r.Asks("pencils") && !r.Thinks, $$"""{"role":"assistant","content":"{{string.Concat(Enumerable.Repeat("The list of numbers begins with the first number and goes on. ", 60))}}"}""", $$"""{"content":"{{string.Concat(Enumerable.Repeat("The list of numbers begins with the first number and goes on. ", 60))}}"}"""),
        new("rv-error-not-json", r => r.ToolChoice == "bogus" || r.Messages.Count == 0)
        {
            Whole = Transcript.Text("Internal proxy: bad request", 400),
            Stream = Transcript.Text("Internal proxy: bad request", 400),
            Also = ["TOOL-CHOICE-001", "ERR-EMPTY-001"],
        },
    ];
}
