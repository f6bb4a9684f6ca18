using System.Globalization;
using System.Text;
using System.Text.Json;
using Kvv.Wire;
using Kvv.Wire.Detection;

namespace Kvv.Bench.Detection;

/// <summary>Replies to measure with: ordinary ones, and those that make naive detectors quadratic.</summary>
internal static class Material
{
    private const int Seed = 7;

    private static readonly ChatFormat Format = new(
        ["<|open|>", "<|close|>", "<|sep|>", "<|im_end|>", "<|im_user|>", "<|im_assistant|>", "<|im_system|>", "<|im_middle|>",
         "<|tool_calls_section_begin|>", "<|tool_calls_section_end|>", "<|tool_call_begin|>", "<|tool_call_argument_begin|>", "<|tool_call_end|>"],
        ["<think>", "</think>"]);

    /// <summary>How to make each kind of reply at a given length.</summary>
    public static IReadOnlyDictionary<string, Func<int, Inspection>> All { get; } = new Dictionary<string, Func<int, Inspection>>
    {
        ["prose"] = size => Says(Prose(size)),
        ["arguments"] = size => Calls(Numbered(size - 30, "    if (total_{0} > limit) {{ return names[{0}]; }}\n")),
        ["code"] = size => Says(Numbered(size, "    if (total_{0} > limit) {{ return names[{0}]; }}\n")),
        ["zeros"] = size => Says(Repeated(size, "0 ")),
        ["loop"] = size => Says(Repeated(size, "Wait, let me check that again. ")),
        ["bangs"] = size => Says(Repeated(size, "!")),
        ["blanks"] = size => Says(Repeated(size, " ")),
        ["quotes"] = size => Says(Repeated(size, "`<think>` ")),
        // Every prefix of a Fibonacci word repeats itself almost everywhere.
        ["fibonacci"] = size => Says(Fibonacci(size)),
        ["halves"] = size => Says(Repeated(size / 2, "a") + Repeated(size / 2, "ab")),
    };

    private static Inspection Says(string text) => Of(new ReplyChoice { Index = 0, Role = "assistant", Content = text, FinishReason = "stop" });

    private static Inspection Calls(string text) => Of(new ReplyChoice
    {
        Index = 0,
        Role = "assistant",
        FinishReason = "tool_calls",
        ToolCalls = [new ToolCall { Index = 0, Id = "write_file:0", Type = "function", Name = "write_file", Arguments = JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = text }) }],
    });

    private static Inspection Of(ReplyChoice choice) => new(
        ChatRequest.Parse("""{"model":"m","messages":[{"role":"user","content":"Tell me about rivers."}],"tools":[{"type":"function","function":{"name":"write_file"}}]}"""),
        new ChatReply { Model = "m", Choices = [choice] },
        Streamed: true, Format);

    private static string Prose(int size)
    {
        string[] words = ["the", "river", "crosses", "an", "old", "valley", "and", "then", "it", "follows", "quiet", "roads", "to", "harbours"];
        var random = new Random(Seed);
        var text = new StringBuilder(size + 16);
        while (text.Length < size)
            text.Append(words[random.Next(words.Length)]).Append(random.Next(12) == 0 ? ". " : " ");
        return text.ToString(0, size);
    }

    private static string Numbered(int size, string line)
    {
        var text = new StringBuilder(size + line.Length + 16);
        for (var i = 0; text.Length < size; i++)
            text.AppendFormat(CultureInfo.InvariantCulture, line, i);
        return text.ToString(0, size);
    }

    private static string Repeated(int size, string unit)
    {
        var text = new StringBuilder(size + unit.Length);
        while (text.Length < size)
            text.Append(unit);
        return text.ToString(0, size);
    }

    private static string Fibonacci(int size)
    {
        var (last, word) = ("b", "a");
        while (word.Length < size)
            (last, word) = (word, word + last);
        return word[..size];
    }
}
