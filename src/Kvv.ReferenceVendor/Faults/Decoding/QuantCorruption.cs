using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-quant-corruption</c>: Nonsense grows with the answer, and closing think tags repeat.</summary>
internal sealed class QuantCorruption : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Content += " " + string.Join(' ', Enumerable.Repeat(scene.Contract.ThinkClose, 12)) + " " + Gibberish.Of(scene.Dice, 20);
    }
}
