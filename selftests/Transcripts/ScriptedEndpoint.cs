using System.Text.Json.Nodes;
using Kvv.SelfTests.Wire;
using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Transcripts;

/// <summary>
/// A server that replays transcripts and knows nothing else: none of its code is shared with the reference endpoint or the suite,
/// so that what the suite names here it has not learned from our own idea of a fault alone.
/// </summary>
internal sealed class ScriptedEndpoint : IAsyncDisposable
{
    private readonly Func<ScriptedRequest, Transcript> _answer;
    private LoopbackServer _server = null!;

    private ScriptedEndpoint(Func<ScriptedRequest, Transcript> answer) => _answer = answer;

    public Uri BaseUrl => new(_server.Address, "v1");

    public static async Task<ScriptedEndpoint> StartAsync(Func<ScriptedRequest, Transcript> answer)
    {
        var endpoint = new ScriptedEndpoint(answer);
        endpoint._server = await LoopbackServer.StartAsync(endpoint.HandleAsync);
        return endpoint;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? [];
        var transcript = _answer(new ScriptedRequest(body));
        context.Response.StatusCode = transcript.Status;
        context.Response.ContentType = transcript.ContentType;
        await context.Response.Body.WriteAsync(transcript.Body, context.RequestAborted);
    }
}
