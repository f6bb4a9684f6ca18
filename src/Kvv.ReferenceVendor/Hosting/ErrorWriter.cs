using System.Text;
using Kvv.ReferenceVendor.RequestCheck;
using Microsoft.AspNetCore.Http;

namespace Kvv.ReferenceVendor.Hosting;

/// <summary>Sends a refusal.</summary>
internal static class ErrorWriter
{
    public static async Task WriteAsync(HttpContext context, Refusal refusal, RequestCounts counts)
    {
        counts.Answered(refusal.Status);
        context.Response.StatusCode = refusal.Status;
        if (refusal.Allow is { } allow)
            context.Response.Headers.Allow = allow;
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        var (mediaType, body) = refusal.Instead ?? ("application/json; charset=utf-8", refusal.Body());
        context.Response.ContentType = mediaType;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body), context.RequestAborted);
    }
}
