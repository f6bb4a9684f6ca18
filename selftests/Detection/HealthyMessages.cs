using Kvv.Wire;
using static Kvv.SelfTests.Detection.Replies;
using static Kvv.Wire.AnomalyKinds;

namespace Kvv.SelfTests.Detection;

/// <summary>Healthy replies whose structure, counts or names look like a fault.</summary>
internal static class HealthyMessages
{
    private static readonly string Named3 = ChatRequest.Parse(WithTools)
        .WithRaw("tool_choice", """{"type":"function","function":{"name":"get_weather"}}""").ToString();

    private const string Dynamic = """
        {"model":"kimi-k3","messages":[{"role":"system","tools":[{"type":"function","function":{"name":"get_weather"}}]},
         {"role":"assistant","tool_calls":[{"id":"get_weather:0"}]}]}
        """;

    private const string BuiltIn = """{"model":"kimi-k3","messages":[],"tools":[{"type":"builtin_function","function":{"name":"$web_search"}}]}""";

    public static IEnumerable<ReplyExample> All =>
    [
        new(ReasoningOnly, "the cap cut the thinking", Of(Choice with { Content = "", Reasoning = "So far,", FinishReason = "length" }, Capped)),
        new(ReasoningOnly, "a call follows the thinking", Of(Choice with { Content = null, Reasoning = "I call.", FinishReason = "tool_calls", ToolCalls = [Call] }, WithTools)),
        new(ReasoningOnly, "a refusal follows the thinking", Of(Choice with { Content = null, Reasoning = "No.", Refusal = "I cannot." })),
        new(EmptySuccess, "a stop string came first", Of(Choice with { Content = "" }, """{"model":"kimi-k3","messages":[],"stop":["R"]}""")),
        new(EmptySuccess, "the caller's prefix was the answer", Of(Choice with { Content = "" },
            """{"model":"kimi-k3","messages":[{"role":"user","content":"2+2"},{"role":"assistant","content":"4","partial":true}]}""")),
        new(EmptySuccess, "the filter took it", Of(Choice with { Content = null, FinishReason = "content_filter" })),
        new(FinishMissing, "a cut stream", Of(Choice with { FinishReason = null }, streamed: true)),
        new(FinishUnknown, "functions were used", Of(Choice with { FinishReason = "function_call" }, """{"model":"kimi-k3","messages":[],"functions":[{"name":"f"}]}""")),
        new(FinishBrokenOff, "the filter broke off", Of(Choice with { FinishReason = "content_filter" })),
        new(FinishCallsAbsent, "calls are there", Calls(Call)),
        new(FinishStopWithCalls, "the request named the tool", Calls(Named3, "stop", false, Call)),
        new(FinishLengthEarly, "one token short of the cap", Counts(Counted, """{"model":"kimi-k3","messages":[],"max_tokens":31}""", "length")),
        new(FinishLengthEarly, "the window is full", Counts(Counted with { PromptTokens = 130_000, TotalTokens = 130_030 }, """{"model":"kimi-k3","messages":[],"max_tokens":4096}""", "length")),
        new(FinishLengthEarly, "an ordinary default cap", Counts(Counted with { CompletionTokens = 1024, TotalTokens = 1044 }, finish: "length")),
        new(FinishStopAtCap, "stop below the cap", Counts(Counted, """{"model":"kimi-k3","messages":[],"max_tokens":31}""")),
        new(CapExceeded, "the end token is counted", Counts(Counted with { CompletionTokens = 31, TotalTokens = 51 }, """{"model":"kimi-k3","messages":[],"max_tokens":30}""", "length")),
        new(CapExceeded, "two choices under one cap", Of(new ChatReply
        {
            Model = "kimi-k3",
            Choices = [Choice, Choice with { Index = 1 }],
            Usage = Counted with { CompletionTokens = 60, TotalTokens = 80 },
        }, """{"model":"kimi-k3","messages":[],"max_tokens":40,"n":2}""")),
        new(UsageNegative, "a prompt wholly cached", Counts(Counted with { CachedTokens = 20 })),
        new(UsageAllZero, "no usage at all", Of(new ChatReply { Model = "kimi-k3", Choices = [Choice] })),
        new(UsageCountZero, "one token", Counts(Counted with { CompletionTokens = 1, TotalTokens = 21 })),
        new(UsageTotalWrong, "the total is absent", Counts(Counted with { TotalTokens = null })),
        new(UsageCachedOverPrompt, "none cached", Counts(Counted with { CachedTokens = 0 })),
        new(UsageReasoningOverCompletion, "all of it reasoning", Counts(Counted with { ReasoningTokens = 30 })),
        new(UsageReasoningZero, "details are absent", Of(Choice with { Reasoning = FaultyTexts.Prose })),
        new(UsageReasoningZero, "a word of reasoning", Of(Choice with { Reasoning = "Easy." }, usage: Counted with { ReasoningTokens = 0 })),
        new(ToolCallIdMissing, "random ids", Calls(Call with { Id = "call_8f3a" }, Call with { Index = 1, Id = "chatcmpl-tool-77" })),
        new(ToolCallIdDuplicate, "a counter in the id", Calls(Call, Call with { Index = 1, Id = "get_weather:1" })),
        new(ToolCallIdReused, "the counter goes on", Calls(Dynamic, "tool_calls", true, Call with { Id = "get_weather:1" })),
        new(ToolCallTypeWrong, "a built-in tool of the request", Calls(BuiltIn, "tool_calls", true, Call with { Type = "builtin_function", Name = "$web_search" })),
        new(ToolCallIndexMissing, "a whole reply has no indexes", Calls(WithTools, "tool_calls", false, Call with { Index = null })),
        new(ToolCallIndexGap, "three in order", Calls(Call, Call with { Index = 1, Id = "b" }, Call with { Index = 2, Id = "c" })),
        new(ToolCallNameMissing, "two tools", Calls(Call, Call with { Index = 1, Id = "b", Name = "roll_dice", Arguments = "{}" })),
        new(ToolCallNameUndeclared, "a tool declared in a message", Calls(Dynamic, "tool_calls", true, Call with { Id = "get_weather:1" })),
        new(ToolCallNameUndeclared, "the request cannot be read", Calls("[not JSON", "tool_calls", true, Call)),
        new(ToolCallArgumentsNotJson, "the cap cut the last call", Calls(CappedWithTools, "length", true, Call, Call with { Index = 1, Id = "b", Arguments = """{"ci""" })),
        new(ToolCallArgumentsNotJson, "white space around", Calls(Call with { Arguments = " {\n \"city\": \"Oslo\" }\n" })),
        new(ToolCallArgumentsNotJson, "deeply nested", Calls(Call with { Arguments = "{\"a\":" + Times("[", 150) + Times("]", 150) + "}" })),
        new(ToolCallArgumentsNotObject, "no arguments", Calls(Call with { Arguments = "{}" })),
        new(ToolCallArgumentsDoubleEncoded, "a member that holds JSON text", Calls(Call with { Arguments = """{"body":"{\"city\":\"Oslo\"}"}""" })),
        new(ToolCallRunaway, "four dice", Calls([.. Enumerable.Range(0, 4).Select(i => Call with { Index = i, Id = $"roll_dice:{i}", Name = "roll_dice", Arguments = "{}" })])),
        new(ToolCallRunaway, "twenty cities", Calls([.. Enumerable.Range(0, 20).Select(i => Call with { Index = i, Id = $"w{i}", Arguments = $$"""{"city":"{{i}}"}""" })])),
        new(ModelOther, "case differs", Named("Kimi-K3", "kimi-k3")),
        new(ModelOther, "the vendor is put before", Named("moonshotai/Kimi-K3", "kimi-k3")),
        new(ModelOther, "the vendor is left out", Named("kimi-k3", "accounts/fireworks/models/kimi-k3")),
        new(ModelOther, "the day is put behind", Named("kimi-k2-0905-preview", "kimi-k2")),
        new(ModelOther, "the full date is put behind", Named("kimi-k3-2026-07-11", "kimi-k3")),
        new(ModelOther, "the router's variant is left out", Named("moonshotai/kimi-k3", "moonshotai/kimi-k3:free")),
        new(ModelOther, "the newest was asked for", Named("kimi-k3", "kimi-latest")),
        new(ModelOther, "the reference endpoint", Named("kimi-k3-reference", "kimi-k3")),
        new(ModelMissing, "the same name", Named("kimi-k3", "kimi-k3")),
        new(RoleWrong, "a stream without a role", Of(Choice with { Role = null }, streamed: true)),
    ];
}
