using System.Net.ServerSentEvents;
using System.Threading.Tasks.Sources;

namespace Kvv.Wire.Streaming;

/// <summary>
/// Lets the pulling <see cref="SseParser{T}"/> be fed: its reads stay pending until bytes are pushed, and it then runs on the
/// pushing thread until it wants more. So one parser serves the network and recorded bytes, without a thread or a pipe.
/// </summary>
internal sealed class SseFeed : IValueTaskSource<int>
{
    private readonly Task _parsing;
    private ManualResetValueTaskSourceCore<int> _read;
    private Memory<byte> _destination;
    private bool _ended;

    /// <param name="onEvent">Called for each event, within <see cref="Push"/>.</param>
    public SseFeed(SseItemParser<bool> onEvent) => _parsing = ParseAsync(onEvent);

    /// <summary>Hands bytes to the parser; every event they complete has been reported when this returns.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, _destination.Length);
            bytes[..count].CopyTo(_destination.Span);
            bytes = bytes[count..];
            _read.SetResult(count);
            // The parser only stops by itself when a callback threw: that is a defect of this library and must show.
            if (_parsing.IsCompleted)
                _parsing.GetAwaiter().GetResult();
        }
    }

    /// <summary>Ends the stream; an unfinished last event is dropped, as the standard says.</summary>
    public void End()
    {
        _ended = true;
        _read.SetResult(0);
        _parsing.GetAwaiter().GetResult();
    }

    int IValueTaskSource<int>.GetResult(short token) => _read.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _read.GetStatus(token);

    // No flags: the parser continues on the pushing thread, whatever context that has.
    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _read.OnCompleted(continuation, state, token, ValueTaskSourceOnCompletedFlags.None);

    private async Task ParseAsync(SseItemParser<bool> onEvent)
    {
        await foreach (var _ in SseParser.Create(new Source(this), onEvent).EnumerateAsync().ConfigureAwait(false))
        {
            // The parser's callback has read the event; nothing is left to do with the item.
        }
    }

    private ValueTask<int> Wait(Memory<byte> destination)
    {
        if (_ended)
            return new(0);
        _read.Reset();
        _destination = destination;
        return new(this, _read.Version);
    }

    private sealed class Source(SseFeed feed) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => feed.Wait(buffer);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
