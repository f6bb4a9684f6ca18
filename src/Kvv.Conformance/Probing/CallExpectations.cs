using System.Text.Json;
using Kvv.Conformance.Results;
using Kvv.Wire;

namespace Kvv.Conformance.Probing;

/// <summary>A tool call that was expected and came, with arguments that are a JSON object.</summary>
/// <param name="Answer">The answer that holds it.</param>
/// <param name="Call">The call as received.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record CalledTool(Answer Answer, ToolCall Call, JsonElement Arguments)
{
    /// <summary>A condition on the arguments.</summary>
    /// <param name="holds">Whether it holds.</param>
    /// <param name="expected">What a correct endpoint does, in a sentence.</param>
    public CalledTool Must(bool holds, string expected)
    {
        Answer.Must(holds, expected, $"{Call.Name} is called with the arguments {ExchangeText.Quote(Call.Arguments ?? "")}");
        return this;
    }
}

/// <summary>Expectations on whether and how an answer calls tools.</summary>
public static class CallExpectations
{
    /// <summary>A call of a tool with a JSON object as arguments, and <c>finish_reason</c> <c>tool_calls</c>.</summary>
    /// <param name="answer">An answer that has succeeded.</param>
    /// <param name="tool">The tool's name.</param>
    /// <param name="when">On what occasion, to complete "…, the tool is called".</param>
    /// <param name="named">Whether the request named the tool: then <c>stop</c> is a legitimate reason too (vllm#25054).</param>
    public static CalledTool MustCall(this Answer answer, string tool, string when, bool named = false)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var (calls, reason) = (answer.Choice.ToolCalls, answer.Choice.FinishReason);
        answer.Must(calls.Count > 0, $"{when}, the tool {tool} is called in tool_calls")
            .Must(reason == "tool_calls" || (named && reason == "stop"), "a reply with a call has finish_reason tool_calls", $"finish_reason {reason ?? "(absent)"} with {calls.Count} calls");
        var call = calls.FirstOrDefault(c => c.Name == tool);
        answer.Must(call is not null, $"{when}, the tool {tool} is called", $"the calls name {string.Join(", ", calls.Select(c => $"\"{c.Name}\""))}");
        return answer.WithArguments(call!);
    }

    /// <inheritdoc cref="MustCall(Answer, string, string, bool)"/>
    public static async Task<CalledTool> MustCall(this Task<Answer> answer, string tool, string when, bool named = false) =>
        (await answer.MustSucceed($"a request in which, {when}, the tool {tool} is called")).MustCall(tool, when, named);

    /// <summary>The arguments of a call, which are a JSON object encoded once.</summary>
    /// <param name="answer">An answer that has succeeded.</param>
    /// <param name="call">One of its calls.</param>
    public static CalledTool WithArguments(this Answer answer, ToolCall call)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(call);
        var arguments = AnswerJson.Object(call.Arguments);
        answer.Must(arguments is not null, $"the arguments of {call.Name} are one JSON object, encoded once as a string", $"arguments {ExchangeText.Quote(call.Arguments ?? "(absent)")}");
        return new(answer, call, arguments!.Value);
    }

    /// <summary>Words instead of calls: no tool call, content, and <c>finish_reason</c> <c>stop</c>.</summary>
    /// <param name="answer">An answer that has succeeded.</param>
    /// <param name="when">On what occasion, to complete "…, no tool is called".</param>
    public static Answer MustSpeak(this Answer answer, string when)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Must(answer.Choice.ToolCalls.Count == 0, $"{when}, no tool is called")
            .Must(answer.Choice.FinishReason != "tool_calls", $"{when}, finish_reason is not tool_calls")
            .Must(!string.IsNullOrWhiteSpace(answer.Choice.Content), $"{when}, the reply has content")
            .Must(answer.Choice.FinishReason == "stop", $"{when}, a short reply ends with finish_reason stop");
    }

    /// <inheritdoc cref="MustSpeak(Answer, string)"/>
    public static async Task<Answer> MustSpeak(this Task<Answer> answer, string when) =>
        (await answer.MustSucceed($"a request in which, {when}, words are due")).MustSpeak(when);
}
