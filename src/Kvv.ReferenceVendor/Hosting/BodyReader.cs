using Microsoft.AspNetCore.Http;

namespace Kvv.ReferenceVendor.Hosting;

/// <summary>Reads a request body up to a limit of 64 MiB.</summary>
internal static class BodyReader
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int Limit = 64 * 1024 * 1024;

    /// <summary>The body, or <see langword="null"/> when it is larger than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
            return null;
        using var buffer = new MemoryStream();
        var block = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(block, cancellationToken)) > 0)
        {
            buffer.Write(block, 0, read);
            if (buffer.Length > Limit)
                return null;
        }

        return buffer.ToArray();
    }
}
