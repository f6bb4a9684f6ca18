using Kvv.Wire.Folding;
using Kvv.Wire.Streaming;

namespace Kvv.Wire;

/// <summary>
/// Folds the bytes of a chat event stream, fed in any split, into one reply. Every legal variation of the format is accepted
/// in silence; everything else is reported as an anomaly and neither repaired nor thrown. Work and memory are linear in the
/// number of bytes. One instance reads one stream; it is not thread-safe.
/// </summary>
/// <remarks>
/// Frames are parsed as the WHATWG HTML standard says (section 9.2, server-sent events), chunks as the OpenAI API reference
/// describes <c>chat.completion.chunk</c>.
/// </remarks>
public sealed class StreamAssembler
{
    private readonly AnomalyLog _log = new();
    private readonly SseLineScan _lines;
    private readonly ChunkReader _chunks;
    private readonly SseFrames _frames;
    private AssembledReply? _result;

    /// <summary>An assembler that has read nothing yet.</summary>
    public StreamAssembler()
    {
        _lines = new(_log);
        _chunks = new(_log);
        _frames = new(_chunks.Read);
    }

    /// <summary>Events with data so far, <c>[DONE]</c> and broken ones included.</summary>
    public int Events => _chunks.Events;

    /// <summary>Whether any non-empty content, reasoning, refusal or tool call has arrived.</summary>
    public bool HasText => _chunks.HasText;

    /// <summary>Whether <c>[DONE]</c> has arrived.</summary>
    public bool IsDone => _chunks.IsDone;

    /// <summary>Reads a whole recorded stream.</summary>
    /// <param name="stream">Its bytes, from the first to the last.</param>
    public static AssembledReply Assemble(ReadOnlySpan<byte> stream)
    {
        var assembler = new StreamAssembler();
        assembler.Append(stream);
        return assembler.Complete();
    }

    /// <summary>Reads the next bytes.</summary>
    /// <param name="bytes">Any number of bytes, cut anywhere.</param>
    /// <exception cref="InvalidOperationException">The stream was completed before.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_result is not null)
            throw new InvalidOperationException("A completed stream takes no more bytes.");
        _frames.Push(bytes, _lines.Append(bytes));
    }

    /// <summary>Ends the stream and reports what it lacks: an end, a finish reason, a last blank line.</summary>
    /// <returns>The folded reply; the same one when called again.</returns>
    public AssembledReply Complete()
    {
        if (_result is not null)
            return _result;
        _lines.End();
        return _result = _chunks.Complete(_lines.EndedInUnterminatedDone);
    }
}
