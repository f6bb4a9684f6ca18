using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-double-bos</c>: Every prompt counts one token too many.</summary>
internal sealed class DoubleBos : IPromptFault
{
    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        prompt.Tokens.Insert(0, new("[BOS]", true));
    }
}
