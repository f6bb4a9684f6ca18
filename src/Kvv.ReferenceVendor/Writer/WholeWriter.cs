using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Writer;

/// <summary>Writes a reply as one <c>chat.completion</c> object.</summary>
internal static class WholeWriter
{
    public static JsonObject Write(ChatReply reply)
    {
        var body = new JsonObject
        {
            ["id"] = reply.Id,
            ["object"] = "chat.completion",
            ["created"] = reply.Created,
            ["model"] = reply.Model,
            ["system_fingerprint"] = ReferenceMarks.Fingerprint,
            ["choices"] = new JsonArray([.. reply.Choices.Select(c => (JsonNode)Choice(reply, c))]),
        };
        if (reply.Usage is { } usage)
            body["usage"] = usage.ToJson(reply.ChoiceUsage.Count > 0);
        return body;
    }

    private static JsonObject Choice(ChatReply reply, Generation choice)
    {
        var message = new JsonObject { ["role"] = "assistant" };
        if (choice.Reasoning.Count > 0 && reply.ReasoningField is { } field)
            message[field] = choice.ReasoningText;
        message["content"] = choice.Content.Count == 0 && choice.Calls.Count > 0 ? null : choice.ContentText;
        if (choice.Calls.Count > 0)
            message["tool_calls"] = new JsonArray([.. choice.Calls.Select(c => (JsonNode)Call(c))]);
        return new()
        {
            ["index"] = choice.Index,
            ["message"] = message,
            ["logprobs"] = reply.Call.Sampling.Logprobs
                ? new JsonObject { ["content"] = new JsonArray([.. choice.Content.Select(t => (JsonNode)TokenLikelihood.Of(t, reply.Call.Sampling.TopLogprobs))]) }
                : null,
            ["finish_reason"] = choice.FinishReason,
        };
    }

    private static JsonObject Call(GeneratedCall call) => new()
    {
        ["id"] = call.Id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.ArgumentText },
    };
}
