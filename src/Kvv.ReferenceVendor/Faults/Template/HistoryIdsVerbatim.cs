using System.Globalization;
using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary>
/// <c>tt-history-ids-verbatim</c>: Foreign tool-call ids of the history are printed into the prompt: its count depends on them, and the
/// model writes its next call with an id of their kind, which the parser leaves in the content.
/// </summary>
internal sealed class HistoryIdsVerbatim : IPromptFault, IToolCallFault
{
    public void Alter(RenderedPrompt prompt, FaultScene scene)
    {
        foreach (var id in Foreign(scene))
            prompt.Text(id);
    }

    public void Alter(Draft draft, FaultScene scene)
    {
        // A model that does not count its ids takes any id for its own.
        if (!scene.Contract.Tools.CountedIds || !Foreign(scene).Any())
            return;
        for (var i = 0; i < draft.Calls.Count; i++)
            draft.Calls[i].Id = string.Create(CultureInfo.InvariantCulture, $"call_{scene.Call.PastCalls + i}");
        draft.Content += CallMarkup.Of(draft.Calls);
        draft.Calls.Clear();
    }

    private static IEnumerable<string> Foreign(FaultScene scene) =>
        scene.Call.Turns.SelectMany(t => t.Calls).Select(c => c.Id).Where(id => !id.StartsWith("functions.", StringComparison.Ordinal));
}
