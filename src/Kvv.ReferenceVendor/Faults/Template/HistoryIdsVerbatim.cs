using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-history-ids-verbatim</c>: Foreign tool-call ids of the history are printed into the prompt: its count depends on them.</summary>
internal sealed class HistoryIdsVerbatim : IPromptFault
{
    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        foreach (var past in scene.Call.Turns.SelectMany(t => t.Calls).Where(c => !c.Id.StartsWith("functions.", StringComparison.Ordinal)))
            prompt.Text(past.Id);
    }
}
