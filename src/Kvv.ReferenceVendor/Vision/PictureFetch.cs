using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Vision;

/// <summary>What the endpoint does with pictures that are given by their address on the network.</summary>
public enum PictureAddresses
{
    /// <summary>Refuses them with a reason.</summary>
    Refused,

    /// <summary>Fetches them, from loopback addresses alone.</summary>
    Fetched,

    /// <summary>Accepts them and never looks: the model sees no picture.</summary>
    Ignored,
}

/// <summary>Puts what stands at the addresses of pictures in the place of the addresses, before a request is checked.</summary>
/// <param name="rule">What is done with addresses.</param>
internal sealed class PictureFetch(PictureAddresses rule)
{
    private const int MostBytes = 32 * 1024 * 1024;

    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <summary>The request to go on with: the given one, or one whose pictures are at hand.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    public async Task<JsonDocument> ResolveAsync(JsonDocument request, CancellationToken cancellationToken)
    {
        if (rule == PictureAddresses.Refused)
            return request;
        var parts = request.RootElement.Items("messages").SelectMany(m => m.Items("content")).Where(p => Address(p) is not null).ToList();
        if (parts.Count == 0)
            return request;
        var text = request.RootElement.GetRawText();
        foreach (var part in parts)
        {
            if (rule == PictureAddresses.Ignored)
                text = text.Replace(part.GetRawText(), """{"type":"text","text":""}""", StringComparison.Ordinal);
            else if (await FetchAsync(Address(part)!, cancellationToken) is { } bytes)
                text = text.Replace(Url(part).GetRawText(), $"\"data:image/png;base64,{Convert.ToBase64String(bytes)}\"", StringComparison.Ordinal);
        }

        return JsonDocument.Parse(text, new() { MaxDepth = 256 });
    }

    private static async Task<byte[]?> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        if (!address.IsLoopback)
            return null;
        try
        {
            return await Http.GetByteArrayAsync(address, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The address stays in the request, and the check refuses it.
            return null;
        }
    }

    private static Uri? Address(JsonElement part) =>
        Url(part) is { ValueKind: JsonValueKind.String } url && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static JsonElement Url(JsonElement part)
    {
        if (!part.Has("image_url", out var image))
            return default;
        return image.ValueKind == JsonValueKind.String ? image : image.Has("url", out var url) ? url : default;
    }
}
