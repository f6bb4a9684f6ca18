using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>
/// Serves a few pictures on the loopback address, for probes that give a picture by its address. It answers GET and HEAD for what
/// was offered and nothing else, under any host name: the endpoint may reach it through a tunnel.
/// </summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private const int LongestHead = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (byte[] Bytes, string MediaType)> _offers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _served = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly Uri _address;
    private readonly Task _accepting;

    private PictureServer(TcpListener listener, Uri address)
    {
        _listener = listener;
        _address = address;
        _accepting = AcceptAsync();
    }

    /// <summary>How many pictures are offered.</summary>
    public int Offered => _offers.Count;

    /// <summary>How many of them were asked for.</summary>
    public int Served => _served.Count;

    /// <summary>Starts a server.</summary>
    /// <param name="address">Under which the endpoint reaches the port to serve on; <see langword="null"/> for any free port.</param>
    /// <exception cref="InvalidDataException">The port cannot be had; the message says what to change.</exception>
    public static PictureServer Start(Uri? address)
    {
        var listener = new TcpListener(IPAddress.Loopback, address?.Port ?? 0);
        try
        {
            listener.Start();
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new InvalidDataException($"pictures cannot be served on port {address?.Port.ToString(CultureInfo.InvariantCulture) ?? "0"} of the loopback address: {e.Message}. Give PictureServer another port, or `on` for a free one.", e);
        }

        return new(listener, address ?? new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/")));
    }

    /// <summary>Offers a picture.</summary>
    /// <param name="path">Path and query, without the leading slash.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="mediaType">What it is served as.</param>
    /// <returns>Its address.</returns>
    public Uri Offer(string path, byte[] bytes, string mediaType)
    {
        _offers["/" + path] = (bytes, mediaType);
        return new Uri(_address, path);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The listener is closed last: a closed one is "not listening" to a loop that was between two connections.
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        end.CancelAfter(Patience);
        try
        {
            await using var stream = client.GetStream();
            var line = (await HeadAsync(stream, end.Token)).Split("\r\n", 2)[0].Split(' ');
            var found = line is [("GET" or "HEAD"), _, _] && _offers.TryGetValue(line[1], out var offer) ? offer : default((byte[] Bytes, string MediaType)?);
            var (bytes, mediaType) = found ?? ([], "text/plain");
            if (found is not null)
                _served[line[1]] = true;
            var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {(found is null ? "404 Not Found" : "200 OK")}\r\nContent-Type: {mediaType}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), end.Token);
            if (line[0] != "HEAD")
                await stream.WriteAsync(bytes, end.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Whoever asked has hung up, or takes too long: that is its own affair, and it shows in what was served.
        }
    }

    /// <summary>The request's head; what comes after it does not matter.</summary>
    private static async Task<string> HeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length && !buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
                break;
            length += read;
        }

        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
