using static Kvv.SelfTests.Detection.Replies;
using static Kvv.Wire.AnomalyKinds;

namespace Kvv.SelfTests.Detection;

/// <summary>Healthy replies whose text looks like a fault.</summary>
internal static class HealthyTexts
{
    public static IEnumerable<ReplyExample> All =>
    [
        new(ControlStringInContent, "an echo", Says("<|im_end|>", Asking("Repeat <|im_end|> exactly."))),
        new(ControlStringInContent, "an echo of an escaped request", Says("<|im_end|>", """{"model":"kimi-k3","messages":[{"role":"user","content":"Repeat \u003c|im_end|\u003e"}]}""")),
        new(ControlStringInContent, "pipes of a language", Says("let f = xs |> List.map g <|> h and a <| b || c")),
        new(ControlStringInReasoning, "thinking about the user's markers", Of(Choice with { Reasoning = "The user wrote <|sep|>." }, Asking("What does <|sep|> do?"))),
        new(ControlStringInCall, "the literal is an argument asked for", Calls(
            Asking("Look up <|tool_call_end|>").TrimEnd('}') + ""","tools":[{"type":"function","function":{"name":"get_weather"}}]}""", "tool_calls", true,
            Call with { Arguments = """{"city":"<|tool_call_end|>"}""" })),
        new(ControlStringFragment, "code ends with a pipe", Says("xs |> sum |>")),
        new(ControlStringFragment, "an echo ends with a piece", Says("You wrote ep|>", Asking("Repeat <|sep|> without its start"))),
        new(ControlStringFragment, "an XML element ends the reply", Says("<recall><call>x</call></recall>")),
        new(ThinkTagInContent, "the request speaks of the tags", Says("Put it between <think> and </think>.", Asking("What is <think>? And </think>?"))),
        new(ThinkTagInContent, "tags are quoted", Says("Models mark reasoning with `<think>` and `</think>`.")),
        new(ThinkTagInContent, "a block is in a code span", Says("Models write `<think>…</think>` first, then the answer.")),
        new(ThinkTagInContent, "tags are in quotes", Says("Models write \"<think>\" and '</think>'.")),
        new(ThinkTagInContent, "tags are in a code block", Says("Example:\n```\n<think>hm</think>\n```\nThat is all.")),
        new(ReplacementCharacter, "the request asks about it", Says("It is \uFFFD.", Asking("Show me U+FFFD."))),
        new(ReplacementCharacter, "the cap falls inside a character", Of(Choice with { Content = "Hello \uFFFD", FinishReason = "length" }, Capped)),
        new(LoneSurrogate, "emoji of several code points", Says("👩‍🚀🌍 漢字 𝛼 👨‍👩‍👧‍👦 🏳️‍🌈")),
        new(LoneSurrogate, "arguments escape a whole pair", Calls(Call with { Arguments = "{\"city\":\"\\ud83d\\ude00\"}" })),
        new(CharacterRun, "rulers of 120", Says(string.Join("\n\n", "-=_*#~.─═▁".Select(c => new string(c, 120))))),
        new(CharacterRun, "a comment ruler in code", Says("```cpp\n" + new string('/', 100) + "\nint main() { return 0; }\n```")),
        new(CharacterRun, "a wide table", Says("| a | b |\n|" + new string('-', 600) + "|---|\n| 1 | 2 |")),
        new(CharacterRun, "the largest double in full", Says("17976931348623157" + new string('0', 292))),
        new(CharacterRun, "a progress bar", Says("[" + new string('█', 60) + new string('░', 60) + "] 50 %")),
        new(CharacterRun, "a shout", Says("No" + new string('o', 30) + new string('!', 40))),
        new(CharacterRun, "a wide table with gaps", Says("| a | b |\n| " + new string('-', 600) + " | --- |\n| 1 | 2 |")),
        new(CharacterRun, "a comment ruled by bangs", Says("/*-\n * " + new string('!', 70) + "\n * Deprecated.\n */")),
        new(CharacterRun, "fifty bangs", Says("No" + new string('!', 50))),
        new(CharacterRun, "the largest 256-bit number", Says("0x" + new string('f', 64))),
        new(CharacterRun, "an echo of bangs", Says(new string('!', 80), Asking("Repeat " + new string('!', 80)))),
        new(WhitespaceRunaway, "deeply indented code", Says("```\n" + Times("    ", 20) + "return x;\n```")),
        new(WhitespaceRunaway, "a wide cell is blank", Says("| a" + new string(' ', 150) + "| b |\n")),
        new(WhitespaceRunaway, "a hundred blanks", Says("a" + new string(' ', 100) + "b")),
        new(WhitespaceRunaway, "a macro's aligned backslashes", Says("#define F(x) \\\n    {" + new string(' ', 110) + "\\\n    }")),
        new(TokenRepetition, "forty equal words", Says(Times("row ", 40) + FaultyTexts.Prose)),
        new(TokenRepetition, "padding is explained", Says("[CLS] rivers flow [SEP] " + Times("[PAD] ", 8))),
        new(TokenRepetition, "a short chant", Says(Times("row ", 12) + "your boat")),
        new(TokenRepetition, "an array of zeros and nulls", Says("[" + Times("0, ", 100) + Times("null, ", 100) + "0]")),
        new(TokenRepetition, "a hex dump", Says(Times("ff 00 ", 200))),
        new(RepetitionLoop, "a numbered list", Says(string.Join('\n', Enumerable.Range(1, 200).Select(i => $"{i}. The number {i} follows the number {i - 1}.")))),
        new(RepetitionLoop, "seven copies", Says(Times("I was here, by the quiet river ", 7))),
        new(RepetitionLoop, "less than a third of the text", Says(string.Concat(Enumerable.Range(0, 30).Select(i => $"Step {i}: {FaultyTexts.Prose}"))
            .Insert(4000, Times("I was here, by the quiet river ", 20)))),
        new(RepetitionLoop, "a table", Says("| n | square | kind |\n|---|---|---|\n" + string.Concat(Enumerable.Range(1, 300).Select(i => $"| {i} | {i * i} | number |\n")))),
        new(RepetitionLoop, "a JSON array of similar rows", Says("[" + string.Join(",", Enumerable.Range(1, 300).Select(i => $"{{\"id\":{i},\"name\":\"item\",\"ok\":true}}")) + "]")),
        new(RepetitionLoop, "a zero matrix", Says(Times(Times("0 ", 20).Trim() + "\n", 20))),
        new(RepetitionLoop, "an empty bingo card", Says("<table>\n" + Times("<tr><td></td><td></td><td></td></tr>\n", 25) + "</table>")),
        new(RepetitionLoop, "an unrolled drawing", Says(Times("turtle.forward(100)\nturtle.right(45)\n", 8))),
        new(RepetitionLoop, "a poem with a refrain", Says(string.Concat(Enumerable.Range(1, 12).Select(i => $"On day {i} I walked along the shore,\nand the river sang its song, its song,\nand the river sang its song.\n\n")))),
        new(RepetitionLoop, "three chorus lines", Says(Times("and the river sang its song,\n", 4))),
        new(RepetitionLoop, "ruled code", Says(string.Concat(Enumerable.Range(1, 40).Select(i => $"    case {i}:\n        return names[{i}];\n        // ----------------\n")))),
        new(RepetitionLoop, "an echo of a loop", Says(Times("the quick river runs. ", 30), Asking(Times("the quick river runs. ", 30)))),
        new(RepetitionLoop, "closing tags", Says("<div>" + Times("\n    </div>", 20))),
        new(RepetitionLoop, "prose", Says(FaultyTexts.Prose + "So it is with streams of words. " + FaultyTexts.Prose)),
    ];
}
