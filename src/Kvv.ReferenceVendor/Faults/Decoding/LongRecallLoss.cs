using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-fp8-kv-loss</c>: Over a long prompt, digits are recalled wrongly.</summary>
internal sealed class LongRecallLoss : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Content = string.Concat(draft.Content.Select(c => char.IsAsciiDigit(c) ? (char)('0' + (c - '0' + 3) % 10) : c));
    }
}
