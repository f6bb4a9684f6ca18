using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-aspect-500</c>: An image of extreme aspect ratio meets 500.</summary>
internal sealed class AspectCrashes : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene) => body.Items("messages").SelectMany(m => m.Items("content")).Any(Extreme)
        ? new(BrokenRule.Content, 500, "absolute aspect ratio must be smaller than 200") { Type = "InternalServerError" }
        : null;

    private static bool Extreme(JsonElement part) =>
        part.Has("image_url", out var image) && image.Text("url") is { } url && ImageData.TryRead(url, out var bytes, out _)
        && ImageData.Size(bytes) is var (width, height) && Math.Max(width, height) > 200 * Math.Min(width, height);
}
