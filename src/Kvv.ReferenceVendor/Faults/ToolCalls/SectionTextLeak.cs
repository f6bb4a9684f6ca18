using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-section-text-leak</c>: In a stream, stray text of the call section appears as content.</summary>
internal sealed class SectionTextLeak : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Calls.Count > 0)
            draft.Content += "functions";
    }
}
