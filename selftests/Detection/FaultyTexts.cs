using static Kvv.SelfTests.Detection.Replies;
using static Kvv.Wire.AnomalyKinds;

namespace Kvv.SelfTests.Detection;

/// <summary>Replies whose text is faulty.</summary>
internal static class FaultyTexts
{
    public static IEnumerable<ReplyExample> All =>
    [
        new(ControlStringInContent, "a tool section is printed", Says("<|tool_calls_section_begin|><|tool_call_begin|>functions.f:0")),
        new(ControlStringInContent, "the section marker in singular", Says("I will look. <|tool_call_section_begin|> and go")),
        new(ControlStringInContent, "a second string leaks beside one that was echoed", Says("You wrote <|sep|>. <|close|> Bye.", Asking("Repeat <|sep|>"))),
        new(ControlStringInContent, "the refusal holds a marker", Of(Choice with { Content = null, Refusal = "No.<|im_end|> Sorry." })),
        new(ControlStringInReasoning, "a call is made inside thinking", Thinks("I need the weather. <|tool_call_begin|>functions.get_weather:0 then")),
        new(ControlStringInCall, "arguments are raw markup", Calls(Call with { Arguments = "{\"city\":\"Oslo<|tool_call_end|> \"}" })),
        new(ControlStringInCall, "markup hides behind an escape", Calls(Call with { Arguments = "{\"city\":\"\\u003c|tool_call_end|\\u003e \"}" })),
        new(ControlStringFragment, "a terminator's end is left over at the end", Says("The answer is 4.ep|>")),
        new(ControlStringFragment, "a terminator's end is left over at the start", Says("end|> The answer is 4.")),
        new(ControlStringFragment, "a marker is cut off at the end", Says("Let me see.\n<|tool_cal\n")),
        new(ThinkTagInContent, "the closing tag is not taken out", Says("The user greets me. </think> Hello!")),
        new(ThinkTagInContent, "a whole block precedes the answer", Says("<think>Easy.</think>4")),
        new(ThinkTagInContent, "a quoted tag stands before a bare one", Says("I write `<think>` first. </think> Hello!")),
        new(ThinkTagInContent, "code is quoted in leaked reasoning", Says("The user wants `sum`, so I use `+` here. </think> Use `+`.")),
        new(ReplacementCharacter, "an emoji is decoded by halves", Says("Hello \uFFFD\uFFFD world")),
        new(ReplacementCharacter, "an argument holds it as an escape", Calls(Call with { Arguments = "{\"city\":\"Troms\\ufffd\"}" })),
        new(ReplacementCharacter, "it stands inside a capped reply", Of(Choice with { Content = "a \uFFFD b", FinishReason = "length" }, Capped)),
        new(LoneSurrogate, "content has the first half only", Says("Hello \uD83D world")),
        new(LoneSurrogate, "content ends with the first half", Says("Hello \uD83D")),
        new(LoneSurrogate, "an argument has the second half as an escape", Calls(Call with { Arguments = "{\"city\":\"\\ude00 \"}" })),
        new(CharacterRun, "content collapses into bangs", Says("The capital is" + new string('!', 51))),
        new(CharacterRun, "reasoning collapses into bangs", Thinks("First, " + new string('!', 4941))),
        new(CharacterRun, "a line of bangs ends the text", Says("Answer:\n" + new string('!', 60))),
        new(CharacterRun, "a line of bangs is too long", Says("Answer:\n" + new string('!', 300) + "\nEnd.")),
        new(CharacterRun, "one emoji goes on", Says("Great " + Times("😂", 60))),
        new(CharacterRun, "a rule never ends", Says("Title\n" + new string('=', 5000))),
        new(CharacterRun, "zeros never end", Says("1." + new string('0', 2000))),
        new(CharacterRun, "a CJK character goes on", Says("答案是" + new string('的', 80))),
        new(CharacterRun, "an echo goes on and on", Says(new string('!', 500), Asking("Repeat " + new string('!', 80)))),
        new(WhitespaceRunaway, "line feeds follow the opening brace", Says("{" + Times("\n  ", 400))),
        new(WhitespaceRunaway, "blanks fill the middle", Says("{\"a\": " + new string(' ', 101) + "1}")),
        new(WhitespaceRunaway, "arguments are blank", Calls(Call with { Arguments = "{\"a\":" + new string('\t', 200) + "1}" })),
        new(TokenRepetition, "padding is printed with gaps", Says(Times("[PAD] ", 30))),
        new(TokenRepetition, "padding is printed without gaps", Says("Paris." + " " + Times("<|pad|>", 30))),
        new(TokenRepetition, "a word goes on in the middle", Says("It is the " + Times("river ", 41) + Prose)),
        new(TokenRepetition, "an echo of a word goes on and on", Says(Times("river ", 300), Asking("Say " + Times("river ", 50)))),
        new(RepetitionLoop, "an echo of a sentence goes on and on", Says(Times("The quick river runs. ", 100), Asking(Times("The quick river runs. ", 10)))),
        new(RepetitionLoop, "eight copies of 25 characters", Says(Times("I was here, by the river ", 8))),
        new(RepetitionLoop, "a sentence circles to the end", Says(Prose + Times("Wait, let me check that again. ", 80))),
        new(RepetitionLoop, "reasoning circles and then stops", Thinks("Let me think. " + Times("So the answer may be six. But no, it may be seven. ", 20) + "Done.")),
        new(RepetitionLoop, "a paragraph circles", Says(Times(Prose, 8))),
        new(RepetitionLoop, "Chinese text circles", Says(Times("让我再检查一遍这个答案，", 20))),
        new(RepetitionLoop, "a function is written again and again", Says(Times("def area(width, height):\n    total = width * height\n    return total\n\n", 40))),
        new(RepetitionLoop, "a glued word goes on", Says("Sure: " + Times("lorem", 100))),
        new(RepetitionLoop, "a row of data circles to the cap", Says(Times("{\"id\": 0, \"name\": \"x\"}, ", 200))),
    ];

    /// <summary>A paragraph without repetition.</summary>
    public const string Prose =
        "Rivers begin as rills on high ground and gather water on their way. Where the slope is steep they cut valleys; on plains "
        + "they wander, drop sand and build levees. Most end in a sea, some in a lake, and a few dry up in a desert before they arrive. ";
}
