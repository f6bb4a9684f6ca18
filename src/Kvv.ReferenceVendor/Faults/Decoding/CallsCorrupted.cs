using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-speculative-tool-corruption</c>: Half of the calls have a doubled name and broken arguments.</summary>
internal sealed class CallsCorrupted : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            (call.Name, call.Arguments) = (call.Name + call.Name, "{" + call.Arguments);
    }
}
