using Kvv.Wire.Folding;

namespace Kvv.Wire.Streaming;

/// <summary>
/// Looks at the raw lines of an event stream for what a lenient parser passes over: lines of no known field, events without
/// data, and a last event that never ended.
/// </summary>
internal sealed class SseLineScan(AnomalyLog log)
{
    // A line is known by its start; no more of it is kept when it arrives in pieces.
    private readonly byte[] _head = new byte[512];
    private int _headLength;
    private long _lineLength;
    private bool _skipLineFeed;
    private bool _firstLine = true;
    private int _eventsBefore;
    private bool _hasField;
    private bool _hasData;
    private bool _lastDataIsDone;
    private long _dataBytes;

    /// <summary>After <see cref="End"/>: the unfinished event at the end was <c>[DONE]</c>.</summary>
    public bool EndedInUnterminatedDone { get; private set; }

    /// <summary>Looks at the next bytes.</summary>
    /// <returns>How many of them, from the first, lie before the end of the last blank line.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        var finished = 0;
        if (_skipLineFeed && !bytes.IsEmpty)
        {
            _skipLineFeed = false;
            if (bytes[0] == '\n')
                at = 1;
        }

        while (true)
        {
            var length = bytes[at..].IndexOfAny((byte)'\r', (byte)'\n');
            if (length < 0)
            {
                Keep(bytes[at..]);
                return finished;
            }

            var isBlank = EndLine(bytes.Slice(at, length));
            at += length + 1;
            if (bytes[at - 1] == '\r')
            {
                if (at == bytes.Length)
                    _skipLineFeed = true;
                else if (bytes[at] == '\n')
                    at++;
            }

            if (isBlank)
                finished = at;
        }
    }

    /// <summary>Reports an event that was not ended by a blank line.</summary>
    public void End()
    {
        var hadField = _hasField || _hasData;
        var head = _head.AsSpan(0, _headLength);
        var unfinished = !head.IsEmpty && head[0] != ':';
        if (_lineLength > 0)
            EndLine(default);
        if (!hadField && !unfinished)
            return;
        EndedInUnterminatedDone = _hasData && _lastDataIsDone;
        log.Event = _eventsBefore + 1;
        log.Add(AnomalyKinds.StreamUnterminatedEvent, "The stream ends inside an event, which readers drop.", head);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var kept = bytes[..Math.Min(bytes.Length, _head.Length - _headLength)];
        kept.CopyTo(_head.AsSpan(_headLength));
        _headLength += kept.Length;
        _lineLength += bytes.Length;
    }

    private bool EndLine(ReadOnlySpan<byte> rest)
    {
        if (_lineLength == 0)
            return ReadLine(rest, rest.Length);
        Keep(rest);
        var isBlank = ReadLine(_head.AsSpan(0, _headLength), _lineLength);
        _headLength = 0;
        _lineLength = 0;
        return isBlank;
    }

    // Returns whether the line is blank.
    private bool ReadLine(ReadOnlySpan<byte> head, long length)
    {
        if (_firstLine)
        {
            _firstLine = false;
            if (head.StartsWith("\uFEFF"u8))
            {
                head = head[3..];
                length -= 3;
            }
        }

        if (length == 0)
            EndEvent();
        else if (head[0] != ':')
            ReadField(head, length);
        return length == 0;
    }

    private void ReadField(ReadOnlySpan<byte> head, long length)
    {
        var colon = head.IndexOf((byte)':');
        var name = colon < 0 ? head : head[..colon];
        if (name.SequenceEqual("data"u8))
        {
            var value = colon < 0 ? default : head[(colon + 1)..];
            var space = !value.IsEmpty && value[0] == ' ' ? 1 : 0;
            _dataBytes += colon < 0 ? 0 : length - colon - 1 - space;
            _lastDataIsDone = value[space..].SequenceEqual("[DONE]"u8);
            _hasData = true;
        }
        else if (name.SequenceEqual("event"u8) || name.SequenceEqual("id"u8))
        {
            _hasField = true;
        }
        else if (!name.SequenceEqual("retry"u8))
        {
            log.Event = _eventsBefore + 1;
            log.Add(AnomalyKinds.StreamUnknownField, "A line is no field of the event stream format, so readers ignore it.", head);
        }
    }

    private void EndEvent()
    {
        if (_hasData ? _dataBytes == 0 : _hasField)
        {
            log.Event = _eventsBefore + 1;
            log.Add(AnomalyKinds.StreamEmptyEvent, "An event carries no data.");
        }

        if (_hasData)
            _eventsBefore++;
        _hasField = false;
        _hasData = false;
        _dataBytes = 0;
    }
}
