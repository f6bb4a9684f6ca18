using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Prompt;
using Kvv.ReferenceVendor.Vision;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-silent-downscale</c>: Image tokens stop growing at 256, whatever the size, and small print is gone.</summary>
internal sealed class SilentDownscale : IConversationFault, IPromptFault
{
    private const int Most = 256;

    // 256 patches of 28 by 28 pixels.
    private const int LongestSide = 448;

    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Pictures = [.. call.Turns[i].Pictures.Select(p => IsLarge(p) ? p with { Eye = "downscaled" } : p)] };
    }

    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        var left = Most;
        prompt.Tokens.RemoveAll(t => t.IsControl && t.Text.StartsWith("<|media ", StringComparison.Ordinal) && left-- <= 0);
    }

    private static bool IsLarge(Picture picture) =>
        ImageData.Size(picture.Bytes) is var (width, height) && Math.Max(width, height) > LongestSide;
}
