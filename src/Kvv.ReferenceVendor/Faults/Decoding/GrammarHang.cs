namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-speculative-grammar-hang</c>: A request with a schema never ends.</summary>
internal sealed class GrammarHang : IHangFault
{
    public bool Hangs(FaultScene scene) => scene.Facts.Body.Contains("\"json_schema\"", StringComparison.Ordinal);
}
