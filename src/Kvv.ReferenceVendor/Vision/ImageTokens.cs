using System.Globalization;
using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Prompt;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Vision;

/// <summary>
/// What an image costs: one token for each patch of 28 by 28 pixels, at most 4096. The tokens carry the image's hash, so that
/// the prefix cache tells two images apart.
/// </summary>
internal static class ImageTokens
{
    private const int Patch = 28;
    private const int Most = 4096;

    public static void Append(RenderedPrompt prompt, Picture picture)
    {
        // A clip is not decoded: it costs as much as one frame of 512 by 512 pixels for each 64 KiB.
        var image = picture.Bytes;
        var (width, height) = picture.IsVideo ? (512, 512 * (1 + image.Length / 65_536)) : ImageData.Size(image) ?? (Patch, Patch);
        var count = Math.Min(Most, (long)Math.Ceiling(width / (double)Patch) * (long)Math.Ceiling(height / (double)Patch));
        var name = string.Create(CultureInfo.InvariantCulture, $"<|media {StableHash.Of(image):x16}|>");
        for (var i = 0; i < Math.Max(1, count); i++)
            prompt.Control(name);
    }
}
