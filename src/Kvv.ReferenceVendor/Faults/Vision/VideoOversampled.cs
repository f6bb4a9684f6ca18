using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-video-oversampled</c>: A short clip costs thirty times the expected tokens.</summary>
internal sealed class VideoOversampled : IPromptFault
{
    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        if (!scene.Call.Turns.Exists(t => t.Pictures.Any(p => p.IsVideo)))
            return;
        var media = prompt.Tokens.Where(t => t.IsControl && t.Text.StartsWith("<|media ", StringComparison.Ordinal)).ToList();
        for (var i = 1; i < 30; i++)
            prompt.Tokens.AddRange(media);
    }
}
