using Kvv.Wire;
using static Kvv.SelfTests.Detection.Replies;
using static Kvv.Wire.AnomalyKinds;

namespace Kvv.SelfTests.Detection;

/// <summary>Replies whose structure, counts or names are faulty.</summary>
internal static class FaultyMessages
{
    private const string History = """
        {"model":"kimi-k3","messages":[{"role":"assistant","tool_calls":[{"id":"get_weather:0","type":"function"}]}],
         "tools":[{"type":"function","function":{"name":"get_weather"}}]}
        """;

    public static IEnumerable<ReplyExample> All =>
    [
        new(ReasoningOnly, "it thinks of a call and stops", Thinks("Next I call the weather tool.", null)),
        new(ReasoningOnly, "content is blank", Thinks("The answer is 4.", "\n ")),
        new(EmptySuccess, "content is empty", Of(Choice with { Content = "" })),
        new(EmptySuccess, "there is no choice", Of(new ChatReply { Model = "kimi-k3", Usage = Counted })),
        new(EmptySuccess, "a capped reply took no token", Of(Choice with { Content = null, FinishReason = "length" }, usage: Counted with { CompletionTokens = 0, TotalTokens = 20 })),
        new(FinishMissing, "a whole reply has none", Of(Choice with { FinishReason = null })),
        new(FinishUnknown, "the engine's stop token shows through", Of(Choice with { FinishReason = "stop_163586" })),
        new(FinishUnknown, "it is empty", Of(Choice with { FinishReason = "" })),
        new(FinishUnknown, "function_call without functions", Of(Choice with { FinishReason = "function_call" })),
        new(FinishBrokenOff, "the engine was overloaded", Of(Choice with { FinishReason = "engine_overloaded" })),
        new(FinishCallsAbsent, "prose with the reason of calls", Of(Choice with { FinishReason = "tool_calls" })),
        new(FinishStopWithCalls, "a call under auto", Calls(WithTools, "stop", false, Call)),
        new(FinishStopWithCalls, "a call under required", Calls(ChatRequest.Parse(WithTools).With("tool_choice", "required").ToString(), "stop", false, Call)),
        new(FinishLengthEarly, "the cap is far away", Counts(Counted, """{"model":"kimi-k3","messages":[],"max_tokens":4096}""", "length")),
        new(FinishLengthEarly, "a hidden cap of 16", Counts(Counted with { CompletionTokens = 16, TotalTokens = 36 }, finish: "length")),
        new(FinishStopAtCap, "stop at max_tokens", Counts(Counted, Capped)),
        new(FinishStopAtCap, "stop at max_completion_tokens", Counts(Counted, """{"model":"kimi-k3","messages":[],"max_completion_tokens":30}""")),
        new(CapExceeded, "the cap was not read", Counts(Counted with { CompletionTokens = 300, TotalTokens = 320 }, Capped)),
        new(UsageNegative, "completion tokens", Counts(Counted with { CompletionTokens = -1, TotalTokens = 19 })),
        new(UsageAllZero, "every count", Counts(new Usage { PromptTokens = 0, CompletionTokens = 0, TotalTokens = 0 })),
        new(UsageCountZero, "text for no tokens", Counts(Counted with { CompletionTokens = 0, TotalTokens = 20 })),
        new(UsageCountZero, "an answer to no prompt", Counts(Counted with { PromptTokens = 0, TotalTokens = 30 })),
        new(UsageTotalWrong, "one too many", Counts(Counted with { TotalTokens = 51 })),
        new(UsageCachedOverPrompt, "more cached than sent", Counts(Counted with { CachedTokens = 21 })),
        new(UsageReasoningOverCompletion, "one more than all", Counts(Counted with { ReasoningTokens = 31 })),
        new(UsageReasoningZero, "a paragraph of reasoning",
            Of(Choice with { Reasoning = FaultyTexts.Prose }, usage: Counted with { ReasoningTokens = 0 })),
        new(ToolCallIdMissing, "it is absent", Calls(Call with { Id = null })),
        new(ToolCallIdMissing, "it is empty", Calls(Call with { Id = "" })),
        new(ToolCallIdDuplicate, "two calls share one", Calls(Call, Call with { Index = 1, Arguments = """{"city":"Bergen"}""" })),
        new(ToolCallIdReused, "the history has it", Calls(History, "tool_calls", true, Call)),
        new(ToolCallTypeWrong, "it is absent", Calls(Call with { Type = null })),
        new(ToolCallTypeWrong, "it is another", Calls(Call with { Type = "tool" })),
        new(ToolCallIndexMissing, "a streamed call has none", Calls(Call with { Index = null })),
        new(ToolCallIndexGap, "it starts with 1", Calls(Call with { Index = 1 })),
        new(ToolCallIndexGap, "both are 0", Calls(Call, Call with { Id = "get_weather:1" })),
        new(ToolCallNameMissing, "it is absent", Calls(Call with { Name = null })),
        new(ToolCallNameMissing, "it is empty", Calls(Call with { Name = "" })),
        new(ToolCallNameUndeclared, "two names run together", Calls(Call with { Name = "get_weatherget_weather" })),
        new(ToolCallNameUndeclared, "the request declares no tools", Calls(Plain, "tool_calls", true, Call)),
        new(ToolCallArgumentsNotJson, "the last brace is missing", Calls(Call with { Arguments = """{"city":"Oslo" """ })),
        new(ToolCallArgumentsNotJson, "two objects run together", Calls(Call with { Arguments = """{"city":"Oslo"}{"city":"Bergen"}""" })),
        new(ToolCallArgumentsNotJson, "they are absent", Calls(Call with { Arguments = null })),
        new(ToolCallArgumentsNotJson, "a capped reply's first call is cut",
            Calls(CappedWithTools, "length", true, Call with { Arguments = "{" }, Call with { Index = 1, Id = "get_weather:1" })),
        new(ToolCallArgumentsNotObject, "an array", Calls(Call with { Arguments = """["Oslo"]""" })),
        new(ToolCallArgumentsNotObject, "a plain string", Calls(Call with { Arguments = "\"Oslo\"" })),
        new(ToolCallArgumentsDoubleEncoded, "a string that holds the object", Calls(Call with { Arguments = """ "{\"city\":\"Oslo\"}" """ })),
        new(ToolCallRunaway, "the same call nine times",
            Calls([.. Enumerable.Range(0, 9).Select(i => Call with { Index = i, Id = $"get_weather:{i}" })])),
        new(ModelOther, "another model answers", Named("kimi-k2", "kimi-k3")),
        new(ModelOther, "another day's model answers", Named("kimi-k2-0905", "kimi-k2-0711")),
        new(ModelOther, "a quantized one answers", Named("kimi-k3-fp8", "kimi-k3")),
        new(ModelOther, "another vendor's model of the same name", Named("someone/kimi-k3", "moonshotai/kimi-k3")),
        new(ModelOther, "a smaller size answers", Named("llama3:8b", "llama3:70b")),
        new(ModelMissing, "it is absent", Of(new ChatReply { Choices = [Choice], Usage = Counted })),
        new(ModelMissing, "it is empty", Named("", "kimi-k3")),
        new(RoleWrong, "the user answers", Of(Choice with { Role = "user" })),
        new(RoleWrong, "a streamed role is empty", Of(Choice with { Role = "" }, streamed: true)),
        new(RoleWrong, "a whole reply has none", Of(Choice with { Role = null })),
    ];
}
