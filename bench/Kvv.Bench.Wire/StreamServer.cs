using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kvv.Bench.Wire;

/// <summary>Answers every request with the same stream, written in pieces of so many events: one, as engines flush them, or many, as a proxy gathers them.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    public const string Token = " word";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<byte[]> _pieces = [];
    private readonly Task _accepting;

    public StreamServer(int events, int eventsPerWrite)
    {
        var texts = new List<string> { Delta("{\"role\":\"assistant\",\"content\":\"\"}", "null") };
        for (var i = 2; i < events; i++)
            texts.Add(Delta($"{{\"content\":\"{Token}\"}}", "null"));
        texts.Add(Delta("{}", "\"stop\""));
        EventBytes = Encoding.UTF8.GetByteCount(texts[1]);
        _pieces.Add("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        foreach (var piece in texts.Append("data: [DONE]\n\n").Chunk(eventsPerWrite))
            _pieces.Add(Chunk(string.Concat(piece)));
        _pieces.Add("0\r\n\r\n"u8.ToArray());
        _listener.Start(1024);
        _accepting = AcceptAsync();
    }

    public int EventBytes { get; }

    public Uri BaseUrl => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private static string Delta(string delta, string finish) =>
        $"data: {{\"id\":\"chatcmpl-0123456789abcdef\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"kimi-k2\",\"choices\":[{{\"index\":0,\"delta\":{delta},\"finish_reason\":{finish}}}]}}\n\n";

    private static byte[] Chunk(string text) => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                _ = Task.Run(() => ServeAsync(socket));
            }
        }
        catch (OperationCanceledException)
        {
            // The benchmark is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var _ = socket;
        var buffer = new byte[16 * 1024];
        var end = "{\"stream\":true}"u8.ToArray();
        try
        {
            var filled = 0;
            while (true)
            {
                var count = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None, _stop.Token);
                if (count == 0)
                    return;
                filled += count;
                if (!buffer.AsSpan(0, filled).EndsWith(end))
                    continue;
                filled = 0;
                foreach (var piece in _pieces)
                    await socket.SendAsync(piece.AsMemory(), SocketFlags.None, _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The client hung up, or the benchmark is over.
        }
    }
}
