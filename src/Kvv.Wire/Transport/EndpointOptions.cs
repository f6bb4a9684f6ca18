using System.Text;
using System.Text.Json.Nodes;

namespace Kvv.Wire;

/// <summary>The endpoint a transport speaks to, and how patiently.</summary>
public sealed record EndpointOptions
{
    /// <summary>Absolute http or https address above <c>chat/completions</c>, for example <c>https://host/v1</c>; a query is kept.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Sent as <c>Authorization: Bearer …</c>; with <see langword="null"/> or an empty key no such header is sent.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Headers of every request; a request's own headers come before these.</summary>
    public IReadOnlyDictionary<string, string> ExtraHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>Members of every request body that is not exact and does not have the member itself.</summary>
    public JsonObject? ExtraBody { get; init; }

    /// <summary>Connections kept at most, at least 1. Callers limit their concurrency themselves; this must only be above it.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>Whether the system's proxy settings count. Off by default: another machine between would be measured too.</summary>
    public bool UseSystemProxy { get; init; }

    /// <summary>Delay before the second attempt; doubled for each further one, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay between attempts; a longer <c>Retry-After</c> is cut to this.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The settings without any value that may be a secret.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(RequestAddress.WithoutSecrets(BaseUrl));
        return text.Append(string.IsNullOrEmpty(ApiKey) ? ", no key" : ", with key")
            .Append(", headers: ").AppendJoin(", ", ExtraHeaders.Keys.Order(StringComparer.OrdinalIgnoreCase)).ToString();
    }
}
