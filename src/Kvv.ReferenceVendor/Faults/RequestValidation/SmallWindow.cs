namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-window-below-advertised</c>: Prompts over 32768 tokens meet 400 though the listing says more.</summary>
internal sealed class SmallWindow : IWindowFault
{
    public long Window(long tokens, FaultScene scene) => Math.Min(tokens, 32_768);
}
