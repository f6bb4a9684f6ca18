using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace Kvv.Bench.Wire;

/// <summary>The same bytes through the platform's HTTP client alone.</summary>
internal sealed class RawDrain(Uri baseUrl) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1024, UseProxy = false });
    private readonly Uri _address = new(baseUrl + "/chat/completions");

    /// <summary>Reads the bytes and looks only for line ends.</summary>
    public async Task<int> ReadBytesAsync()
    {
        using var response = await SendAsync();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(32 * 1024);
        var lines = 0;
        int count;
        while ((count = await body.ReadAsync(buffer)) > 0)
            lines += buffer.AsSpan(0, count).Count((byte)'\n');
        System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        // Two line ends an event; the end mark is one more event.
        return (lines / 2) - 1;
    }

    /// <summary>Reads the events with the platform's parser and walks over each one's JSON, keeping nothing.</summary>
    public async Task<int> ReadEventsAsync()
    {
        using var response = await SendAsync();
        await using var body = await response.Content.ReadAsStreamAsync();
        var events = 0;
        await foreach (var chunk in SseParser.Create(body, static (_, data) => Walk(data)).EnumerateAsync())
            events += chunk.Data > 0 ? 1 : 0;
        return events;
    }

    private static int Walk(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
            return 0;
        var tokens = 0;
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
            tokens++;
        return tokens;
    }

    private async Task<HttpResponseMessage> SendAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new StringContent("{\"stream\":true}", Encoding.UTF8, "application/json") };
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public void Dispose() => _http.Dispose();
}
