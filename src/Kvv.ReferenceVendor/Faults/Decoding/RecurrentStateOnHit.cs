using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-recurrent-state-on-hit</c>: From the second turn on a warm cache, the answer is to a question nobody asked.</summary>
internal sealed class RecurrentStateOnHit : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = "The train to the northern harbour leaves at a quarter past nine.";
    }
}
