using System.Net;
using System.Text;
using Kvv.ReferenceVendor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Kvv.SelfTests.Proofs;

/// <summary>
/// Stands before a reference endpoint and changes what is forwarded or what comes back, once it is armed: the first contact of
/// a run passes untouched, so that the checks get to judge.
/// </summary>
internal sealed class ManglingProxy : IAsyncDisposable
{
    private readonly ReferenceEndpoint _inner;
    private readonly Scenario _scenario;
    private readonly WebApplication _application;
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private volatile bool _armed;

    private ManglingProxy(ReferenceEndpoint inner, Scenario scenario)
    {
        _inner = inner;
        _scenario = scenario;
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

    /// <summary>Starts a proxy before an endpoint.</summary>
    public static async Task<ManglingProxy> StartAsync(ReferenceEndpoint inner, Scenario scenario)
    {
        var proxy = new ManglingProxy(inner, scenario);
        await proxy._application.StartAsync();
        proxy.BaseUrl = new Uri(proxy._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1");
        return proxy;
    }

    /// <summary>From now on the scenario is played.</summary>
    public void Arm() => _armed = true;

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _client.Dispose();
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
        using var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_inner.BaseUrl, context.Request.Path.Value + context.Request.QueryString));
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            message.Content = new ByteArrayContent(body);
            if (context.Request.ContentType is { } type)
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } key)
            message.Headers.TryAddWithoutValidation("Authorization", key);
        using var response = await _client.SendAsync(message, context.RequestAborted);
        var headers = response.Headers.Where(h => h.Key is not ("Transfer-Encoding" or "Date" or "Connection")).ToDictionary(h => h.Key, h => string.Join(", ", h.Value));
        return new(null, (int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", await response.Content.ReadAsStringAsync(context.RequestAborted), headers);
    }
}
