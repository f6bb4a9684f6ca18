using System.Net.ServerSentEvents;
using Kvv.Wire.Json;

namespace Kvv.Wire.Streaming;

/// <summary>
/// Runs the platform's parser over whole events. It only pulls, so bytes that arrive are kept until the event they belong to
/// has ended; from then on everything happens on the caller's thread, within the call.
/// </summary>
internal sealed class SseFrames(SseItemParser<bool> onEvent)
{
    private readonly ByteBuffer _pending = new();

    /// <summary>Takes the next bytes and reports every event that they finish.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="finished">How many of them belong to finished events.</param>
    public void Push(ReadOnlySpan<byte> bytes, int finished)
    {
        if (finished > 0)
        {
            _pending.Append(bytes[..finished]);
            Parse();
            // A parser ignores a byte order mark at its start, which is only right at the start of the stream.
            _pending.Set("\n"u8);
        }

        _pending.Append(bytes[finished..]);
    }

    private void Parse()
    {
        using var events = _pending.AsStream();
        foreach (var _ in SseParser.Create(events, onEvent).Enumerate())
        {
            // The parser's callback has read the event; nothing is left to do with the item.
        }
    }
}
