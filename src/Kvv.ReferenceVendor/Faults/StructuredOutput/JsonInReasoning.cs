using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-json-in-reasoning</c>: The JSON comes in the reasoning field and content is empty.</summary>
internal sealed class JsonInReasoning : IStructuredOutputFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (scene.Call.Shape.IsJson && draft.Calls.Count == 0)
            (draft.Reasoning, draft.Content) = (draft.Reasoning + draft.Content, "");
    }
}
