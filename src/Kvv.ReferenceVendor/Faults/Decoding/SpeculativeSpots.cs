using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-speculative-spots</c>: A long text has a wrong character here and there.</summary>
internal sealed class SpeculativeSpots : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        var text = draft.Content.ToCharArray();
        for (var at = 200 + scene.Dice.Below(100); at < text.Length; at += 400 + scene.Dice.Below(200))
            text[at] = char.IsAsciiDigit(text[at]) ? (char)('0' + (text[at] - '0' + 1) % 10) : 'q';
        draft.Content = new string(text);
    }
}
