using System.Collections.Concurrent;
using Kvv.SelfTests.Wire;
using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Datasets;

/// <summary>A request as a server saw it.</summary>
internal sealed record SeenRequest(string Path, string Query, string? Authorization, string? Range)
{
    public string? Parameter(string name) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? (string?)value : null;
}

/// <summary>An HTTP server on a free loopback port; <see cref="Before"/> may answer in place of its own handler.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly RequestDelegate _handle;
    private readonly ConcurrentQueue<SeenRequest> _seen = [];
    private LoopbackServer _server = null!;

    private LocalServer(RequestDelegate handle) => _handle = handle;

    /// <summary>Answers a request and returns true, or leaves it to the server.</summary>
    public Func<HttpContext, SeenRequest, Task<bool>>? Before { get; set; }

    public Uri Address => _server.Address;

    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    public static async Task<LocalServer> StartAsync(RequestDelegate? handle = null)
    {
        var server = new LocalServer(handle ?? (context => { context.Response.StatusCode = 404; return Task.CompletedTask; }));
        server._server = await LoopbackServer.StartAsync(server.HandleAsync);
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var seen = new SeenRequest(request.Path, request.QueryString.Value ?? "", request.Headers.Authorization.FirstOrDefault(), request.Headers.Range.FirstOrDefault());
        _seen.Enqueue(seen);
        if (Before is { } before && await before(context, seen))
            return;
        await _handle(context);
    }
}
