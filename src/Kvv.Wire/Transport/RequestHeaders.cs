using System.Buffers;

namespace Kvv.Wire.Transport;

/// <summary>The headers of a request: the endpoint's, over them the request's own.</summary>
internal static class RequestHeaders
{
    // RFC 9110, 5.6.2: token.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Headers to set, or with <see langword="null"/> to remove.</summary>
    /// <exception cref="ArgumentException">A header cannot be sent.</exception>
    public static IReadOnlyList<KeyValuePair<string, string?>> Of(EndpointOptions endpoint, ChatRequest request)
    {
        var headers = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = string.IsNullOrEmpty(endpoint.ApiKey) ? null : $"Bearer {endpoint.ApiKey}",
        };
        foreach (var (name, value) in endpoint.ExtraHeaders)
            headers[name] = value;
        foreach (var (name, value) in request.Headers)
        {
            ThrowIfInvalid(name, value ?? "");
            headers[name] = value;
        }

        return [.. headers];
    }

    /// <summary>Refuses what would be dropped silently on the way out, or split the head. The value is not shown.</summary>
    public static void ThrowIfInvalid(string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
            throw new ArgumentException($"'{name}' is no header name.", nameof(name));
        if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new ArgumentException($"The value of the header '{name}' holds a line break or a NUL.", nameof(value));
    }
}
