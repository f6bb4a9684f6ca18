using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-system-injected</c>: A hidden system text is added to every prompt: a constant surplus of tokens.</summary>
internal sealed class SystemInjected : IPromptFault
{
    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        prompt.Control("<|im_system|>");
        prompt.Text("You are a helpful assistant. Answer politely and keep to the date in your records.");
    }
}
