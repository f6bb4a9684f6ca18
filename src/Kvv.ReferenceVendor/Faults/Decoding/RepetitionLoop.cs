using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-repetition-loop</c>: One sentence is repeated until the cap.</summary>
internal sealed class RepetitionLoop : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = string.Concat(Enumerable.Repeat("I will now look at the next part of the question. ", 200));
        draft.FinishReason = "length";
    }
}
