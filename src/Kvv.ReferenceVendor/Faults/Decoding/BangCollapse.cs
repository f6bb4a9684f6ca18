using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-bang-collapse</c>: The text turns into thousands of exclamation marks and ends with stop.</summary>
internal sealed class BangCollapse : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = new string('!', 5000);
    }
}
