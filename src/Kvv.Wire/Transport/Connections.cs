using System.ClientModel.Primitives;
using System.Text;
using OpenAI;

namespace Kvv.Wire.Transport;

/// <summary>How the SDK and its connections are set up so that nothing is changed, retried or followed behind the suite's back.</summary>
internal static class Connections
{
    public static SocketsHttpHandler Handler(EndpointOptions endpoint) => new()
    {
        MaxConnectionsPerServer = endpoint.MaxConnections,
        UseProxy = endpoint.UseSystemProxy,
        AllowAutoRedirect = false,
        UseCookies = false,
        // An answer that is given up is not read to its end first.
        ResponseDrainTimeout = TimeSpan.Zero,
        EnableMultipleHttp2Connections = true,
        // Header values beyond ASCII go out as UTF-8; the default refuses them.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        ActivityHeadersPropagator = null,
    };

    public static OpenAIClientOptions ClientOptions(EndpointOptions endpoint, HttpClient http) => new()
    {
        Endpoint = endpoint.BaseUrl,
        Transport = new HttpClientPipelineTransport(http),
        RetryPolicy = new ClientRetryPolicy(0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
        EnableDistributedTracing = false,
        ClientLoggingOptions = new() { EnableLogging = false },
    };
}
