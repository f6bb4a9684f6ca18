using System.ClientModel.Primitives;
using System.Net.Http.Headers;

namespace Kvv.Wire.Transport;

/// <summary>Status and headers of a response.</summary>
internal sealed class ResponseHead
{
    public ResponseHead(PipelineResponse response, Secrets secrets)
    {
        Status = response.Status;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in response.Headers)
        {
            // The SDK joins the values of one header with a bare comma.
            headers[name.ToLowerInvariant()] = secrets.Mask(value);
        }

        Headers = headers;
    }

    public int Status { get; }

    public IReadOnlyDictionary<string, string> Headers { get; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The media type without parameters, lower-case, or <see langword="null"/>.</summary>
    public string? MediaType => Headers.TryGetValue("content-type", out var value) ? value.Split(';')[0].Trim().ToLowerInvariant() : null;

    /// <summary>A content encoding, which this client never asks for, or <see langword="null"/>.</summary>
    public string? Encoding => Headers.TryGetValue("content-encoding", out var value) && !value.Trim().Equals("identity", StringComparison.OrdinalIgnoreCase) ? value : null;

    /// <summary>How long the endpoint asks to wait, from seconds or a date (RFC 9110, 10.2.3); a date gone by is zero.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        if (!Headers.TryGetValue("retry-after", out var text) || !RetryConditionHeaderValue.TryParse(text, out var value))
            return null;
        var delay = value.Delta ?? value.Date - now;
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
