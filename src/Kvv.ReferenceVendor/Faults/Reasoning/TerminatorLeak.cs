using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-terminator-leak</c>: A channel terminator ends the content of a stream.</summary>
internal sealed class TerminatorLeak : IReasoningFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Calls.Count == 0)
            draft.Content += "<|close|>message<|sep|>";
    }
}
