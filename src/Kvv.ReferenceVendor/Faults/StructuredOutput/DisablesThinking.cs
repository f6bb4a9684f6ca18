using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-disables-thinking</c>: A schema makes the reasoning disappear though thinking is on.</summary>
internal sealed class DisablesThinking : IStructuredOutputFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (scene.Call.Shape.IsJson)
            draft.Reasoning = null;
    }
}
