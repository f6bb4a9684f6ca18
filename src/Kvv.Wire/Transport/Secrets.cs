using System.Text;

namespace Kvv.Wire.Transport;

/// <summary>Masks the endpoint's secrets in whatever came back: gateways echo keys in error bodies and headers.</summary>
internal sealed class Secrets
{
    // Local servers are given words like "EMPTY" or "none"; masking those would falsify replies and protect nothing.
    private const int ShortestSecret = 8;

    private static readonly string[] SecretHeaderWords = ["auth", "key", "token", "secret", "cookie"];

    private readonly string[] _texts;
    private readonly byte[][] _bytes;

    public Secrets(EndpointOptions endpoint)
    {
        var headers = endpoint.ExtraHeaders
            .Where(h => SecretHeaderWords.Any(w => h.Key.Contains(w, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(h => h.Value.Split(' ').Append(h.Value));
        _texts = [.. headers.Append(endpoint.ApiKey ?? "").Append(endpoint.BaseUrl.UserInfo)
            .Where(s => s.Length >= ShortestSecret).Distinct().OrderByDescending(s => s.Length)];
        _bytes = [.. _texts.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The text with each secret replaced by stars.</summary>
    public string Mask(string text) => _texts.Aggregate(text, (t, secret) => t.Replace(secret, new('*', secret.Length), StringComparison.Ordinal));

    /// <summary>Overwrites each secret with as many stars.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Mask(Span<byte> bytes)
    {
        var any = false;
        foreach (var secret in _bytes)
        {
            var rest = bytes;
            for (var at = rest.IndexOf(secret); at >= 0; at = rest.IndexOf(secret))
            {
                rest.Slice(at, secret.Length).Fill((byte)'*');
                rest = rest[(at + secret.Length)..];
                any = true;
            }
        }

        return any;
    }
}
