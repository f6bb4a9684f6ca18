using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-video-500</c>: A video meets 500 instead of 400 or an answer.</summary>
internal sealed class VideoCrashes : IRequestCheckFault, IExtraCheckFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal.Rule == BrokenRule.Content && HasVideo(scene.Facts.Body) ? Crash() : refusal;

    public Refusal? Examine(JsonElement body, FaultScene scene) => HasVideo(scene.Facts.Body) ? Crash() : null;

    private static bool HasVideo(string body) => body.Contains("\"video_url\"", StringComparison.Ordinal);

    private static Refusal Crash() => new(BrokenRule.Content, 500, "KeyError: 'video'") { Type = "InternalServerError" };
}
