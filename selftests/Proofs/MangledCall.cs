using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>One answer on its way back through a <see cref="ManglingProxy"/>, in the hands of a proof.</summary>
/// <param name="Request">The request's body, or <see langword="null"/> when it was no JSON object (or a GET).</param>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Content type with parameters.</param>
/// <param name="Body">The body as text; of a stream, all its events.</param>
/// <param name="Headers">Further response headers.</param>
internal sealed record MangledCall(JsonObject? Request, int Status, string ContentType, string Body, IReadOnlyDictionary<string, string> Headers)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Path of the request, for example <c>/v1/chat/completions</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>HTTP method of the request.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Whether the answer is a stream of events.</summary>
    public bool IsStream => ContentType.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the request was accepted.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A member of the request as JSON text, or <see langword="null"/> when it is absent.</summary>
    public string? Asked(string member) => Request?[member]?.ToJsonString(Relaxed);

    /// <summary>Changes every JSON object of a success: the whole reply, or each chunk of a stream.</summary>
    public MangledCall Each(Action<JsonObject> change) => EachOrNone(o =>
    {
        change(o);
        return o;
    });

    /// <summary>As <see cref="Each"/>; a chunk for which <see langword="null"/> is returned is left out.</summary>
    public MangledCall EachOrNone(Func<JsonObject, JsonObject?> change)
    {
        if (!IsSuccess || Body.Length == 0)
            return this;
        return IsStream
            ? WithEvents(events => events.SelectMany(e => Parse(e) is { } chunk ? change(chunk) is { } changed ? [changed.ToJsonString(Relaxed)] : Array.Empty<string>() : [e]))
            : Parse(Body) is { } whole && change(whole) is { } reply ? this with { Body = reply.ToJsonString(Relaxed) } : this;
    }

    /// <summary>Changes every message of a success: <c>choices[].message</c> of a whole reply, <c>choices[].delta</c> of each chunk.</summary>
    public MangledCall EachMessage(Action<JsonObject> change) => EachChoice(choice =>
    {
        if ((choice["message"] ?? choice["delta"]) is JsonObject message)
            change(message);
    });

    /// <summary>Changes every choice of a success, whole or of each chunk.</summary>
    public MangledCall EachChoice(Action<JsonObject> change) => Each(reply =>
    {
        foreach (var choice in reply["choices"]?.AsArray().OfType<JsonObject>() ?? [])
            change(choice);
    });

    /// <summary>Rewrites the payloads of a stream's <c>data:</c> lines, <c>[DONE]</c> included; a whole reply stays as it is.</summary>
    public MangledCall WithEvents(Func<IReadOnlyList<string>, IEnumerable<string>> change) => IsStream && IsSuccess
        ? this with { Body = string.Concat(change(Events()).Select(e => $"data: {e}\n\n")) }
        : this;

    /// <summary>The payloads of a stream's <c>data:</c> lines.</summary>
    public IReadOnlyList<string> Events() =>
        [.. Body.Split('\n').Where(l => l.StartsWith("data:", StringComparison.Ordinal)).Select(l => l["data:".Length..].TrimStart(' ').TrimEnd('\r'))];

    /// <summary>The answer becomes an error with a JSON body.</summary>
    public MangledCall Refused(int status, string message = "The request is refused.", string? param = null) => this with
    {
        Status = status,
        ContentType = "application/json",
        Body = new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error", ["param"] = param, ["code"] = null } }.ToJsonString(Relaxed),
    };

    /// <summary>A refusal becomes a plain success, as from an endpoint that does not look; a success stays as it is.</summary>
    public MangledCall Accepted(string content = "OK") => IsSuccess ? this : Answered(content);

    /// <summary>The answer becomes a plain success with a content of the proof's own, in the transfer that was asked for.</summary>
    public MangledCall Answered(string content, string finishReason = "stop")
    {
        var model = Request?["model"] is JsonValue v && v.TryGetValue<string>(out var name) ? name : "kvv";
        var usage = new JsonObject { ["prompt_tokens"] = 12, ["completion_tokens"] = 2, ["total_tokens"] = 14 };
        if (Request?["stream"] is not JsonValue stream || !stream.TryGetValue<bool>(out var streamed) || !streamed)
        {
            var choice = new JsonObject { ["index"] = 0, ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content }, ["finish_reason"] = finishReason };
            return this with { Status = 200, ContentType = "application/json", Body = Envelope(model, "chat.completion", choice, usage).ToJsonString(Relaxed) };
        }

        string[] events =
        [
            Envelope(model, "chat.completion.chunk", Delta(new JsonObject { ["role"] = "assistant", ["content"] = content }, null), null).ToJsonString(Relaxed),
            Envelope(model, "chat.completion.chunk", Delta([], finishReason), null).ToJsonString(Relaxed),
            Envelope(model, "chat.completion.chunk", null, usage).ToJsonString(Relaxed),
            "[DONE]",
        ];
        return this with { Status = 200, ContentType = "text/event-stream", Body = string.Concat(events.Select(e => $"data: {e}\n\n")) };
    }

    /// <summary>A JSON object, or <see langword="null"/> for any other text.</summary>
    internal static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // [DONE], or a body that a check sent broken on purpose.
            return null;
        }
    }

    private static JsonObject Delta(JsonObject delta, string? finishReason) => new() { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason };

    private static JsonObject Envelope(string model, string kind, JsonObject? choice, JsonObject? usage)
    {
        var envelope = new JsonObject { ["id"] = "chatcmpl-proof", ["object"] = kind, ["created"] = 1_760_000_000, ["model"] = model, ["choices"] = choice is null ? [] : new JsonArray(choice) };
        if (usage is not null)
            envelope["usage"] = usage;
        return envelope;
    }
}
