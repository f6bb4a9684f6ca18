using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-whitespace-runaway</c>: After a little JSON come thousands of blanks, until length.</summary>
internal sealed class WhitespaceRunaway : IStructuredOutputFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (scene.Call.Shape.IsJson && draft.Calls.Count == 0)
            (draft.Content, draft.FinishReason) = (draft.Content.TrimEnd('}') + string.Concat(Enumerable.Repeat("\n  \t", 600)), "length");
    }
}
