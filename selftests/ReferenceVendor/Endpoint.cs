using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.ReferenceVendor;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>A started reference endpoint with a plain HTTP client before it. Nothing of the suite's own wire layer is used.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private readonly HttpClient _client;
    private bool _ownsServer = true;

    private Endpoint(ReferenceEndpoint server, HttpClient client)
    {
        Server = server;
        _client = client;
    }

    public ReferenceEndpoint Server { get; }

    public static string Profile(string name) => Path.Combine(RepositoryRoot.Path, "fixtures", "models", name + ".json");

    public static Task<Endpoint> StartAsync(string profile = "kimi-k3", string faults = "") =>
        StartAsync(new ReferenceOptions { ProfilePath = Profile(profile), Faults = faults, TimeProvider = new FixedClock() });

    public static async Task<Endpoint> StartAsync(ReferenceOptions options)
    {
        var server = await ReferenceEndpoint.StartAsync(options);
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        if (options.ApiKey is { } key)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new(server, client);
    }

    /// <summary>The same endpoint through a client of its own.</summary>
    public Endpoint OverANewConnection() => new(Server, new HttpClient(new SocketsHttpHandler { UseProxy = false })) { _ownsServer = false };

    /// <summary>Sends a request (the model is filled in) and reads the reply in the mode asked for.</summary>
    public async Task<Reply> SendAsync(JsonObject request)
    {
        var body = (JsonObject)request.DeepClone();
        body.TryAdd("model", Server.ModelId);
        return await PostAsync(body.ToJsonString());
    }

    public Task<Reply> PostAsync(string body, string mediaType = "application/json") =>
        RequestAsync(HttpMethod.Post, "/chat/completions", new StringContent(body, Encoding.UTF8, mediaType));

    public async Task<Reply> RequestAsync(HttpMethod method, string path, HttpContent? content = null, string? key = null)
    {
        using var message = new HttpRequestMessage(method, Server.BaseUrl + path) { Content = content };
        if (key is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await _client.SendAsync(message);
        return new Reply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsByteArrayAsync(), response.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_ownsServer)
            await Server.DisposeAsync();
    }
}
