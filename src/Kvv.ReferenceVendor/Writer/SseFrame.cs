using System.Text;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Writer;

/// <summary>One event of a stream. Faults may replace its bytes, or drop and add frames.</summary>
internal sealed class SseFrame
{
    /// <summary>The chunk; <see langword="null"/> for the terminator and raw frames.</summary>
    public JsonObject? Chunk { get; init; }

    /// <summary>Bytes to send instead of the chunk.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>The frame carries a token, so the token delay goes before it.</summary>
    public bool IsToken { get; init; }

    public static SseFrame Done => new() { Raw = "data: [DONE]\n\n"u8.ToArray() };

    public bool IsDone => Raw is { } raw && raw.AsSpan().SequenceEqual("data: [DONE]\n\n"u8);

    public byte[] ToBytes() => Raw ?? Encoding.UTF8.GetBytes($"data: {Chunk!.ToJsonString(JsonText.Relaxed)}\n\n");

    /// <summary>The first choice's delta, when the frame has one.</summary>
    public JsonObject? Delta => Choice?["delta"] as JsonObject;

    public JsonObject? Choice => Chunk?["choices"] is JsonArray { Count: > 0 } choices ? choices[0] as JsonObject : null;

    /// <summary>The frame ends a choice.</summary>
    public bool Finishes => Choice?["finish_reason"] is not null;
}
