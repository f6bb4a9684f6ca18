using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary><c>ua-image-uncounted</c>: An image adds nothing to prompt_tokens.</summary>
internal sealed class ImageUncounted : IPromptFault
{
    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        prompt.Tokens.RemoveAll(t => t.IsControl && t.Text.StartsWith("<|media ", StringComparison.Ordinal));
    }
}
