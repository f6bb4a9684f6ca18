using Microsoft.AspNetCore.Http;

namespace Kvv.SelfTests.Wire;

/// <summary>Hands requests on to another server, key included.</summary>
/// <param name="endpoint">The other server; paths are taken from its root.</param>
internal sealed class Relay(Uri endpoint) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Sends a request on.</summary>
    /// <param name="context">The request that came in.</param>
    /// <param name="body">What is sent in place of its body.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpContext context, byte[] body)
    {
        using var message = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(endpoint, context.Request.Path.Value + context.Request.QueryString));
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            message.Content = new ByteArrayContent(body);
            if (context.Request.ContentType is { } type)
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } key)
            message.Headers.TryAddWithoutValidation("Authorization", key);
        return await _client.SendAsync(message, context.RequestAborted);
    }

    /// <summary>The headers of an answer that are handed back: not those that belong to the connection.</summary>
    public static Dictionary<string, string> Headers(HttpResponseMessage response) =>
        response.Headers.Where(h => h.Key is not ("Transfer-Encoding" or "Date" or "Connection")).ToDictionary(h => h.Key, h => string.Join(", ", h.Value));

    public void Dispose() => _client.Dispose();
}
