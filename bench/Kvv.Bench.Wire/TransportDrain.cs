using Kvv.Wire;

namespace Kvv.Bench.Wire;

/// <summary>The same bytes through <see cref="ChatTransport"/>: captured, checked and folded.</summary>
internal sealed class TransportDrain(Uri baseUrl) : IDisposable
{
    private static readonly ChatRequest Request = ChatRequest.Parse("{\"stream\":true}");
    private static readonly ExchangeLimits Limits = new() { MaxAttempts = 1 };

    private readonly ChatTransport _transport = new(new() { BaseUrl = baseUrl, ApiKey = "sk-bench-0123456789" }, TimeProvider.System, new Random(1));

    public async Task<int> ReadAsync()
    {
        var exchange = await _transport.SendAsync(Request, Limits, CancellationToken.None);
        if (exchange.Anomalies.Count > 0 || exchange.Reply is null)
            throw new InvalidOperationException($"The stream was not read in full: {exchange.Failure ?? string.Join("; ", exchange.Anomalies)}");
        // One token an event; the first event brings the role and the last the reason.
        return (exchange.Reply.First!.Content!.Length / StreamServer.Token.Length) + 2;
    }

    public void Dispose() => _transport.Dispose();
}
