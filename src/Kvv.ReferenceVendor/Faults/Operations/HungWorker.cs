namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary><c>op-healthy-but-hung</c>: After one body that breaks off, no chat request is answered any more; other routes are.</summary>
internal sealed class HungWorker : IHangFault
{
    private volatile bool _hung;

    public bool Hangs(FaultScene scene)
    {
        if (_hung)
            return true;
        // The bad input itself is still refused.
        _hung = scene.Facts.Body is { Length: > 1 } body && body.TrimEnd()[^1] != '}';
        return false;
    }
}
