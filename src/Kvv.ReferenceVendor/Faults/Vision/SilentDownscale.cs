using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.Vision;

/// <summary><c>vi-silent-downscale</c>: Image tokens stop growing at 256, whatever the size.</summary>
internal sealed class SilentDownscale : IPromptFault
{
    private const int Most = 256;

    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        var left = Most;
        prompt.Tokens.RemoveAll(t => t.IsControl && t.Text.StartsWith("<|media ", StringComparison.Ordinal) && left-- <= 0);
    }
}
