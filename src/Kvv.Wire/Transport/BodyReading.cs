namespace Kvv.Wire.Transport;

/// <summary>Reads one body under the limits, and keeps the time.</summary>
internal sealed class BodyReading(AttemptClock clock, ExchangeLimits limits) : IDisposable
{
    private readonly BodyCapture _capture = new(limits.MaxBodyBytes);

    public TimeSpan? FirstChunk { get; private set; }

    public TimeSpan? FirstContent { get; private set; }

    public TimeSpan? Last { get; private set; }

    public TimeSpan? LongestGap { get; private set; }

    public int Length => _capture.Length;

    /// <summary>Whether more came than is read.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>What broke the body off, or <see langword="null"/> when it came to its end.</summary>
    public Exception? Broken { get; private set; }

    public byte[] ToArray() => _capture.ToArray();

    /// <summary>Reads to the end, to a limit or to a break.</summary>
    /// <param name="body">The body.</param>
    /// <param name="assembler">Fed as bytes arrive, when the body is an event stream.</param>
    public async Task RunAsync(Stream body, StreamAssembler? assembler)
    {
        try
        {
            while (await ReadAsync(body, assembler).ConfigureAwait(false))
                clock.Token.ThrowIfCancellationRequested();
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            Broken = e;
        }
    }

    public void Dispose() => _capture.Dispose();

    private async ValueTask<bool> ReadAsync(Stream body, StreamAssembler? assembler)
    {
        var pending = body.ReadAsync(_capture.Free, clock.Token);
        if (pending.IsCompleted)
            clock.Progressed();
        else
            clock.RestartIdle();
        var count = await pending.ConfigureAwait(false);
        if (count == 0)
            return false;
        var now = clock.Elapsed;
        if (Last is { } last && now - last > LongestGap.GetValueOrDefault())
            LongestGap = now - last;
        Last = now;
        var bytes = _capture.Keep(count, out var tooLarge);
        assembler?.Append(bytes);
        if (FirstChunk is null && assembler is not { Events: 0 })
            FirstChunk = now;
        if (FirstContent is null && assembler is { HasText: true })
            FirstContent = now;
        IsTooLarge = tooLarge;
        return !tooLarge;
    }
}
