using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Kvv.SelfTests.Transcripts;

/// <summary>
/// A server that replays transcripts and knows nothing else: none of its code is shared with the reference endpoint or the suite,
/// so that what the suite names here it has not learned from our own idea of a fault alone.
/// </summary>
internal sealed class ScriptedEndpoint : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Func<ScriptedRequest, Transcript> _answer;

    private ScriptedEndpoint(Func<ScriptedRequest, Transcript> answer)
    {
        _answer = answer;
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

    public Uri BaseUrl { get; private set; } = null!;

    public static async Task<ScriptedEndpoint> StartAsync(Func<ScriptedRequest, Transcript> answer)
    {
        var endpoint = new ScriptedEndpoint(answer);
        await endpoint._application.StartAsync();
        endpoint.BaseUrl = new Uri(endpoint._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1");
        return endpoint;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? [];
        var transcript = _answer(new ScriptedRequest(body));
        context.Response.StatusCode = transcript.Status;
        context.Response.ContentType = transcript.ContentType;
        await context.Response.Body.WriteAsync(transcript.Body, context.RequestAborted);
    }
}
