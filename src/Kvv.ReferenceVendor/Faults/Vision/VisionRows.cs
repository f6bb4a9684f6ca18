namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary>The registry's rows of this stage.</summary>
internal static class VisionRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("vi-image-dropped", "A fluent answer about a picture that was never looked at, counted as text.", () => new ImageDropped()),
        new("vi-order-lost", "Images change places: answers about image 2 speak of another.", () => new OrderLost()),
        new("vi-media-cache-collision", "The same question with a new image is answered from the old one.", () => new MediaCacheCollision(), Inherent: "warm"),
        new("vi-exif-ignored", "Photographs are seen as the camera stored them, whatever their orientation tag says.", () => new WrongEye("exif-ignored")),
        new("vi-alpha-mangled", "Transparency is dropped, and what it hid is seen.", () => new WrongEye("alpha-dropped")),
        new("vi-patch-seams", "Patches lie in the wrong order: shapes are seen twice, rows as columns.", () => new WrongEye("patch-seams")),
        new("vi-text-model-500", "An image sent to a text-only model meets 500 instead of 400.", () => new ImageCrashes()),
        new("vi-aspect-500", "An image of extreme aspect ratio meets 500.", () => new AspectCrashes()),
        new("vi-silent-downscale", "Image tokens stop growing at 256, whatever the size.", () => new SilentDownscale()),
        new("vi-video-500", "A video meets 500 instead of 400 or an answer.", () => new VideoCrashes()),
        new("vi-video-dropped", "A video is accepted and never looked at: it costs no tokens.", () => new VideoDropped()),
        new("vi-video-oversampled", "A short clip costs thirty times the expected tokens.", () => new VideoOversampled()),
    ];
}
