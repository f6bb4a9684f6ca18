using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-pad-spam</c>: Content is [PAD] again and again.</summary>
internal sealed class PadSpam : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = string.Join(' ', Enumerable.Repeat("[PAD]", 120));
    }
}
