using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-speculative-loop</c>: Deep in a conversation the answer loops until the cap.</summary>
internal sealed class SpeculativeLoop : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = string.Concat(Enumerable.Repeat("and then the next step is the next step of the plan, ", 150));
        draft.FinishReason = "length";
    }
}
