using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-no-generation-prompt</c>: The prompt lacks the opening of the assistant turn: a few tokens fewer, and calls turn into empty stops.</summary>
internal sealed class NoGenerationPrompt : IPromptFault, IToolCallFault
{
    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        prompt.Tokens.RemoveRange(prompt.Count - 4, 4);
    }

    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Calls.Count == 0)
            return;
        draft.Calls.Clear();
        draft.Content = "user";
    }
}
