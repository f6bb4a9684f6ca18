using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Kvv.SelfTests.Hostile;

/// <summary>
/// The face of a hostile vendor: one address, behind it several deployments, and a rule that decides for each request which of
/// them answers. It keeps what it saw.
/// </summary>
internal sealed class Storefront : IAsyncDisposable
{
    private readonly Func<SeenRequest, IBackroom> _choose;
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<SeenRequest> _seen = new();
    private readonly ConcurrentDictionary<string, int> _connections = new(StringComparer.Ordinal);
    private int _arrived;
    private int _inside;

    private Storefront(Func<SeenRequest, IBackroom> choose)
    {
        _choose = choose;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Kvv.SelfTests" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _application = builder.Build();
        _application.Run(HandleAsync);
    }

    /// <summary>The address to use as base URL.</summary>
    public Uri BaseUrl { get; private set; } = null!;

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    /// <summary>Opens the front.</summary>
    /// <param name="choose">Which deployment answers; called from any thread.</param>
    public static async Task<Storefront> OpenAsync(Func<SeenRequest, IBackroom> choose)
    {
        var front = new Storefront(choose);
        await front._application.StartAsync();
        front.BaseUrl = new(front._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1");
        return front;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

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
