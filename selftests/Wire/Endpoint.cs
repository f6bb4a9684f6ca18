using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Wire;

/// <summary>Sends requests of tests.</summary>
internal static class Endpoint
{
    public const string Key = "sk-test-0123456789abcdef";

    /// <summary>Ends an exchange of a test that hangs, so that it fails.</summary>
    public static CancellationToken Deadline => TestContext.CurrentContext.CancellationToken;

    /// <summary>Options that lose no time between attempts.</summary>
    public static EndpointOptions Options(Uri baseUrl) => new() { BaseUrl = baseUrl, ApiKey = Key, RetryDelay = TimeSpan.Zero };

    public static ChatTransport Transport(EndpointOptions options, TimeProvider? time = null) => new(options, time ?? TimeProvider.System, new Random(1));

    public static Task<Exchange> SendAsync(ScriptedServer server, ChatRequest request, ExchangeLimits? limits = null) => SendAsync(Options(server.BaseUrl), request, limits);

    public static async Task<Exchange> SendAsync(EndpointOptions options, ChatRequest request, ExchangeLimits? limits = null)
    {
        using var transport = Transport(options);
        return await transport.SendAsync(request, limits ?? new ExchangeLimits(), Deadline);
    }
}
