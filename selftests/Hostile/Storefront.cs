using System.Collections.Concurrent;
using System.Text;
using Kvv.SelfTests.Wire;
using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Hostile;

/// <summary>
/// The face of a hostile vendor: one address, behind it several deployments, and a rule that decides for each request which of
/// them answers. It keeps what it saw.
/// </summary>
internal sealed class Storefront : IAsyncDisposable
{
    private readonly Func<SeenRequest, IBackroom> _choose;
    private LoopbackServer _server = null!;
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private readonly ConcurrentDictionary<string, int> _connections = new(StringComparer.Ordinal);
    private int _arrived;
    private int _inside;

    private Storefront(Func<SeenRequest, IBackroom> choose) => _choose = choose;

    /// <summary>The address to use as base URL.</summary>
    public Uri BaseUrl => new(_server.Address, "v1");

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    /// <summary>Opens the front.</summary>
    /// <param name="choose">Which deployment answers; called from any thread.</param>
    public static async Task<Storefront> OpenAsync(Func<SeenRequest, IBackroom> choose)
    {
        var front = new Storefront(choose);
        front._server = await LoopbackServer.StartAsync(front.HandleAsync);
        return front;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var atOnce = Interlocked.Increment(ref _inside);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var bytes = body.ToArray();
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            var onConnection = _connections.AddOrUpdate(context.Connection.Id, 1, (_, n) => n + 1);
            var seen = new SeenRequest(Interlocked.Increment(ref _arrived), context.Connection.Id, onConnection, atOnce, context.Request.Path.Value ?? "", headers, Encoding.UTF8.GetString(bytes));
            _seen.Enqueue(seen);
            await _choose(seen).AnswerAsync(context, seen, bytes);
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
