using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Writer;

/// <summary>
/// Writes a reply as <c>chat.completion.chunk</c> events: role with empty content, then one increment of one kind an event,
/// then an empty delta with the finish reason, then usage, then <c>[DONE]</c>. Choices take turns token by token, as one batch
/// decodes them.
/// </summary>
internal static class ChunkWriter
{
    public static List<SseFrame> Write(ChatReply reply)
    {
        var frames = new List<SseFrame>();
        foreach (var choice in reply.Choices)
            frames.Add(Frame(reply, choice.Index, new JsonObject { ["role"] = "assistant", ["content"] = "" }));
        var tracks = reply.Choices.Select(c => new Queue<SseFrame>(Tokens(reply, c))).ToList();
        while (tracks.Exists(t => t.Count > 0))
        {
            foreach (var track in tracks.Where(t => t.Count > 0))
                frames.Add(track.Dequeue());
        }

        frames.AddRange(reply.Choices.Select(c => Finish(reply, c)));
        if (reply.Call.IncludeUsage && reply.Usage is { } usage)
        {
            var chunk = Chunk(reply, []);
            chunk["usage"] = usage.ToJson(reply.ChoiceUsage.Count > 0);
            frames.Add(new() { Chunk = chunk });
        }

        frames.Add(SseFrame.Done);
        return frames;
    }

    private static IEnumerable<SseFrame> Tokens(ChatReply reply, Generation choice)
    {
        foreach (var token in choice.Reasoning)
            yield return Frame(reply, choice.Index, new JsonObject { [reply.ReasoningField ?? "reasoning_content"] = token }, isToken: true);
        foreach (var token in choice.Content)
        {
            var frame = Frame(reply, choice.Index, new JsonObject { ["content"] = token }, isToken: true);
            if (reply.Call.Sampling.Logprobs)
                frame.Choice!["logprobs"] = new JsonObject { ["content"] = new JsonArray(TokenLikelihood.Of(token, reply.Call.Sampling.TopLogprobs)) };
            yield return frame;
        }

        for (var i = 0; i < choice.Calls.Count; i++)
        {
            var call = choice.Calls[i];
            yield return Frame(reply, choice.Index, Calls(new JsonObject
            {
                ["index"] = i,
                ["id"] = call.Id,
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = "" },
            }), isToken: true);
            foreach (var token in call.Arguments)
                yield return Frame(reply, choice.Index, Calls(new JsonObject { ["index"] = i, ["function"] = new JsonObject { ["arguments"] = token } }), isToken: true);
        }
    }

    private static SseFrame Finish(ChatReply reply, Generation choice)
    {
        var frame = Frame(reply, choice.Index, []);
        frame.Choice!["finish_reason"] = choice.FinishReason;
        if (reply.ChoiceUsage.ElementAtOrDefault(choice.Index) is { } usage)
            frame.Choice["usage"] = usage.ToJson(flat: true);
        return frame;
    }

    private static JsonObject Calls(JsonObject call) => new() { ["tool_calls"] = new JsonArray(call) };

    private static SseFrame Frame(ChatReply reply, int index, JsonObject delta, bool isToken = false) => new()
    {
        Chunk = Chunk(reply, new JsonArray(new JsonObject { ["index"] = index, ["delta"] = delta, ["finish_reason"] = null })),
        IsToken = isToken,
    };

    private static JsonObject Chunk(ChatReply reply, JsonArray choices) => new()
    {
        ["id"] = reply.Id,
        ["object"] = "chat.completion.chunk",
        ["created"] = reply.Created,
        ["model"] = reply.Model,
        ["system_fingerprint"] = ReferenceMarks.Fingerprint,
        ["choices"] = choices,
    };
}
