using System.Globalization;
using System.Text.RegularExpressions;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Says what it can of images: how many, how large, and which colour covers most of each, in the order they were sent.</summary>
internal sealed partial class PictureResponder : IResponder
{
    public Draft? Answer(Scene scene)
    {
        if (scene.Call.LastUser is not { Pictures: { Count: > 0 } pictures })
            return null;
        var colours = pictures.Select(p => PngColour.Dominant(p.Bytes)).ToList();
        if (Colour().IsMatch(scene.Ask) && colours.TrueForAll(c => c is not null))
            return Draft.Saying(string.Join(", ", colours));
        if (HowMany().IsMatch(scene.Ask))
            return Draft.Saying(pictures.Count.ToString(CultureInfo.InvariantCulture));
        var parts = pictures.Select((p, i) =>
        {
            var (width, height) = ImageData.Size(p.Bytes) ?? (0, 0);
            return string.Create(CultureInfo.InvariantCulture, $"image {i + 1} is {width} by {height} pixels{(colours[i] is { } colour ? $" and mostly {colour}" : "")}");
        });
        return Draft.Saying($"I see {pictures.Count} image{(pictures.Count == 1 ? "" : "s")}: {string.Join("; ", parts)}.");
    }

    [GeneratedRegex(@"\bcolou?rs?\b|颜色", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();

    [GeneratedRegex(@"\bhow many (?:images|pictures|photos)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HowMany();
}
