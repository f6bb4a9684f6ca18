using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-cross-request-leak</c>: Under load an answer carries text of another request.</summary>
internal sealed class CrossRequestLeak : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        var own = scene.Call.LastUserText;
        var other = Interlocked.Exchange(ref _latest, own);
        if (other is not null && other != own)
            draft.Content += " " + other;
    }

    private string? _latest;
}
