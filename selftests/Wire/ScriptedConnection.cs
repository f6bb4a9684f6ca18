using System.Net.Sockets;
using System.Text;

namespace Kvv.SelfTests.Wire;

/// <summary>One request as it stood on the wire.</summary>
/// <param name="Head">Request line and headers.</param>
/// <param name="Body">The body's bytes.</param>
internal sealed record ReceivedRequest(string Head, byte[] Body)
{
    public string BodyText => Encoding.UTF8.GetString(Body);

    public string RequestLine => Head.Split("\r\n")[0];

    /// <summary>The value of a header, or <see langword="null"/> when it was not sent.</summary>
    public string? Header(string name) => Head.Split("\r\n").Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .SingleOrDefault();
}

/// <summary>One connection of a <see cref="ScriptedServer"/>.</summary>
internal sealed class ScriptedConnection(Socket socket, Action<ReceivedRequest> record, CancellationToken stopping) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _buffered;

    /// <summary>Cancelled when the server is disposed.</summary>
    public CancellationToken Stopping => stopping;

    /// <summary>Reads one request with a Content-Length body.</summary>
    /// <exception cref="IOException">The client closed the connection.</exception>
    public async Task<ReceivedRequest> ReceiveAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(0, _buffered).IndexOf("\r\n\r\n"u8)) < 0)
            await FillAsync();
        var head = Encoding.UTF8.GetString(_buffer, 0, end);
        var length = int.Parse(new ReceivedRequest(head, []).Header("Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        while (_buffered < end + 4 + length)
            await FillAsync();
        var request = new ReceivedRequest(head, _buffer[(end + 4)..(end + 4 + length)]);
        _buffered -= end + 4 + length;
        Array.Copy(_buffer, end + 4 + length, _buffer, 0, _buffered);
        record(request);
        return request;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, stopping)..];
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Says nothing until the client goes away or the server stops.</summary>
    public async Task StaySilentAsync()
    {
        while (await socket.ReceiveAsync(new byte[1024].AsMemory(), SocketFlags.None, stopping) > 0)
        {
            // Whatever the client still sends is of no interest.
        }
    }

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => socket.Dispose();

    private async Task FillAsync()
    {
        var count = await socket.ReceiveAsync(_buffer.AsMemory(_buffered), SocketFlags.None, stopping);
        if (count == 0)
            throw new IOException("The client closed the connection.");
        _buffered += count;
    }
}
