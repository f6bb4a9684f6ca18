using System.Text;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Wire;
using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Proofs;

/// <summary>
/// Stands before a reference endpoint and changes what is forwarded or what comes back, once it is armed: the first contact of
/// a run passes untouched, so that the checks get to judge.
/// </summary>
internal sealed class ManglingProxy : IAsyncDisposable
{
    private readonly Relay _relay;
    private readonly Scenario _scenario;
    private LoopbackServer _server = null!;
    private volatile bool _armed;

    private ManglingProxy(ReferenceEndpoint inner, Scenario scenario)
    {
        _relay = new(inner.BaseUrl);
        _scenario = scenario;
    }

    /// <summary>The address to use as base URL.</summary>
    public Uri BaseUrl => new(_server.Address, "v1");

    /// <summary>Starts a proxy before an endpoint.</summary>
    public static async Task<ManglingProxy> StartAsync(ReferenceEndpoint inner, Scenario scenario)
    {
        var proxy = new ManglingProxy(inner, scenario);
        proxy._server = await LoopbackServer.StartAsync(proxy.HandleAsync);
        return proxy;
    }

    /// <summary>From now on the scenario is played.</summary>
    public void Arm() => _armed = true;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _relay.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var armed = _armed;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var sent = body.ToArray();
        var request = MangledCall.Parse(Encoding.UTF8.GetString(sent));
        if (armed && request is not null && _scenario.ChangeRequest is { } changeRequest)
        {
            request = changeRequest(request);
            sent = Encoding.UTF8.GetBytes(request.ToJsonString());
        }

        var call = await ForwardAsync(context, sent);
        call = call with { Request = request, Path = context.Request.Path.Value ?? "", Method = context.Request.Method };
        if (armed && _scenario.ChangeReply is { } changeReply)
            call = changeReply(call);
        context.Response.StatusCode = call.Status;
        context.Response.ContentType = call.ContentType;
        foreach (var (name, value) in call.Headers)
            context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(call.Body), context.RequestAborted);
    }

    private async Task<MangledCall> ForwardAsync(HttpContext context, byte[] body)
    {
        using var response = await _relay.SendAsync(context, body);
        return new(null, (int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", await response.Content.ReadAsStringAsync(context.RequestAborted), Relay.Headers(response));
    }
}
