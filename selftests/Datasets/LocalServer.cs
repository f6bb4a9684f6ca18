using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Kvv.SelfTests.Datasets;

/// <summary>A request as a server saw it.</summary>
internal sealed record SeenRequest(string Path, string Query, string? Authorization, string? Range)
{
    public string? Parameter(string name) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Query).TryGetValue(name, out var value) ? (string?)value : null;
}

/// <summary>An HTTP server on a free loopback port; <see cref="Before"/> may answer in place of its own handler.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<SeenRequest> _seen = [];

    private LocalServer(RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Kvv.SelfTests" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        _application = builder.Build();
        _application.Run(async context =>
        {
            var request = context.Request;
            var seen = new SeenRequest(request.Path, request.QueryString.Value ?? "", request.Headers.Authorization.FirstOrDefault(), request.Headers.Range.FirstOrDefault());
            _seen.Enqueue(seen);
            if (Before is { } before && await before(context, seen))
                return;
            await handle(context);
        });
    }

    /// <summary>Answers a request and returns true, or leaves it to the server.</summary>
    public Func<HttpContext, SeenRequest, Task<bool>>? Before { get; set; }

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<SeenRequest> Seen => [.. _seen];

    public static async Task<LocalServer> StartAsync(RequestDelegate? handle = null)
    {
        var server = new LocalServer(handle ?? (context => { context.Response.StatusCode = 404; return Task.CompletedTask; }));
        await server._application.StartAsync();
        server.Address = new(server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
