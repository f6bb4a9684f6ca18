using System.Text.Unicode;
using Kvv.Wire.Folding;
using Kvv.Wire.Json;

namespace Kvv.Wire.Streaming;

/// <summary>Reads the data of a stream's events, one chunk each.</summary>
internal sealed class ChunkReader(AnomalyLog log)
{
    // Telling that a frame is broken costs an exception; a stream of nothing else must not hold the reader for minutes.
    private const int MaxBrokenFrames = 1000;

    private readonly JsonTape _tape = new();
    private readonly ChunkTemplate _template = new();
    private readonly ReplyFold _reply = new(log, streamed: true);
    private ApiError? _eventError;
    private int _brokenFrames;

    public int Events { get; private set; }

    public bool IsDone { get; private set; }

    public bool HasText => _reply.HasText;

    /// <summary>Reads one event.</summary>
    /// <param name="type">Its <c>event</c> field, or <c>message</c>.</param>
    /// <param name="data">Its <c>data</c> lines, joined.</param>
    /// <returns>Nothing of use; the parser wants an item for each event.</returns>
    public bool Read(string type, ReadOnlySpan<byte> data)
    {
        log.Event = ++Events;
        if (data.IsEmpty || _brokenFrames > MaxBrokenFrames)
            return false;
        if (IsDone)
            log.Add(AnomalyKinds.StreamAfterDone, "An event follows [DONE]; it is not read.", data);
        else if (data.Trim(" \t\r\n"u8).SequenceEqual("[DONE]"u8))
            IsDone = true;
        else if (data[0] == ':')
            log.Add(AnomalyKinds.StreamCommentAsData, "A comment was sent as data.", data);
        else if (type == "error" || !_template.TryAppend(data))
            ReadChunk(type == "error", data);
        return false;
    }

    /// <summary>Ends the stream.</summary>
    /// <param name="unterminatedDone">Whether <c>[DONE]</c> came without the blank line that would have made it an event.</param>
    public AssembledReply Complete(bool unterminatedDone)
    {
        log.Event = 0;
        if (Events == (IsDone ? 1 : 0))
            log.Add(AnomalyKinds.StreamEmpty, "The stream holds no chunk.");
        if (!IsDone && !unterminatedDone)
            log.Add(AnomalyKinds.StreamNoDone, "The stream ends without [DONE].");
        var reply = _reply.Finish();
        return new(reply, _reply.Error ?? _eventError, log.ToList());
    }

    private void ReadChunk(bool isErrorEvent, ReadOnlySpan<byte> data)
    {
        var anomalies = log.Total;
        _template.Learn(data, null);
        if (isErrorEvent)
            log.Add(AnomalyKinds.StreamErrorEvent, "An event of the type 'error' came in the stream.", data);
        if (!Utf8.IsValid(data))
            log.Add(AnomalyKinds.InvalidUtf8, "The data is not valid UTF-8.", data);
        if (!_tape.TryRead(data) || data[_tape.Consumed..].IndexOfAnyExcept(" \t\r\n"u8) >= 0)
        {
            ReportBroken(data);
            return;
        }

        var chunk = _tape.Root(data);
        if (!chunk.IsObject)
        {
            log.Add(AnomalyKinds.StreamFrameNotObject, "The data is JSON but no object.", data);
            return;
        }

        if (_tape.DuplicateKey is { } key)
            log.Add(AnomalyKinds.DuplicateKey, $"The name '{(key.Length <= 80 ? key : key[..80])}' appears twice in one object.", data);
        // An error event may hold the bare error instead of one inside an "error" member.
        if (isErrorEvent && chunk[WireName.Error].IsNothing && chunk[WireName.Choices].IsNothing)
            _eventError ??= ApiErrorReader.From(chunk);
        else
            _reply.Read(chunk);
        if (log.Total == anomalies)
            _template.Learn(data, _reply.LastGrowth);
    }

    private void ReportBroken(ReadOnlySpan<byte> data)
    {
        log.Add(AnomalyKinds.StreamFrameNotJson, "The data is not JSON; nothing is read from it.", data);
        if (++_brokenFrames > MaxBrokenFrames)
            log.Add(AnomalyKinds.StreamUnreadable, "More than a thousand frames are no JSON; the rest is not read.");
    }
}
