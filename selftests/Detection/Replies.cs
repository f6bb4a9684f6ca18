using System.Text.Json.Nodes;
using Kvv.Wire;
using Kvv.Wire.Detection;

namespace Kvv.SelfTests.Detection;

/// <summary>Builds inspections: a plain request and a healthy reply, with what matters changed.</summary>
internal static class Replies
{
    public const string Plain = """{"model":"kimi-k3","messages":[{"role":"user","content":"Tell me about rivers."}]}""";

    public const string WithTools = """
        {"model":"kimi-k3","messages":[{"role":"user","content":"Weather in Oslo?"}],
         "tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object"}}},
                  {"type":"function","function":{"name":"roll_dice","parameters":{"type":"object"}}}]}
        """;

    public const string Capped = """{"model":"kimi-k3","messages":[],"max_tokens":30}""";

    public static readonly string CappedWithTools = ChatRequest.Parse(WithTools).With("max_tokens", 30).ToString();

    public static ChatFormat Format { get; } = new(
        ["<|open|>", "<|close|>", "<|sep|>", "<|im_end|>", "<|im_assistant|>", "<|tool_calls_section_begin|>", "<|tool_calls_section_end|>",
         "<|tool_call_begin|>", "<|tool_call_argument_begin|>", "<|tool_call_end|>"],
        ["<think>", "</think>"]);

    public static Usage Counted { get; } = new() { PromptTokens = 20, CompletionTokens = 30, TotalTokens = 50, Raw = """{"total_tokens":50}""" };

    public static ReplyChoice Choice { get; } = new() { Index = 0, Role = "assistant", Content = "Rivers carry water to the sea.", FinishReason = "stop" };

    public static ToolCall Call { get; } = new() { Index = 0, Id = "get_weather:0", Type = "function", Name = "get_weather", Arguments = """{"city":"Oslo"}""" };

    public static Inspection Of(ReplyChoice choice, string request = Plain, Usage? usage = null, bool streamed = false) =>
        Of(new ChatReply { Model = "kimi-k3", Choices = [choice], Usage = usage ?? Counted }, request, streamed);

    public static Inspection Of(ChatReply reply, string request = Plain, bool streamed = false) =>
        new(Request(request), reply, streamed, Format);

    public static Inspection Says(string content, string request = Plain) => Of(Choice with { Content = content }, request);

    public static Inspection Thinks(string reasoning, string? content = "Yes.") => Of(Choice with { Reasoning = reasoning, Content = content });

    public static Inspection Counts(Usage usage, string request = Plain, string finish = "stop") => Of(Choice with { FinishReason = finish }, request, usage);

    public static Inspection Calls(string request, string finish, bool streamed, params ToolCall[] calls) =>
        Of(Choice with { Content = null, FinishReason = finish, ToolCalls = calls }, request, streamed: streamed);

    public static Inspection Calls(params ToolCall[] calls) => Calls(WithTools, "tool_calls", streamed: true, calls);

    public static Inspection Named(string served, string asked) =>
        Of(new ChatReply { Model = served, Choices = [Choice], Usage = Counted }, $$"""{"model":"{{asked}}","messages":[]}""");

    /// <summary>The plain request with its user text replaced, as a client writes it.</summary>
    public static string Asking(string text) =>
        ChatRequest.Parse(Plain).With("messages", new JsonArray(
            new JsonObject { ["role"] = "user", ["content"] = text })).ToString();

    /// <summary>A text written several times.</summary>
    public static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static ChatRequest Request(string text) => text.StartsWith('{') ? ChatRequest.Parse(text) : ChatRequest.Exact(text);
}
