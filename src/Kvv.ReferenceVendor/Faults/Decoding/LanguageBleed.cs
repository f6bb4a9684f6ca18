using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-language-bleed</c>: Words of other scripts stand in an English answer.</summary>
internal sealed class LanguageBleed : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        var words = draft.Content.Split(' ').ToList();
        words.Insert(words.Count / 2, "因此 следовательно");
        draft.Content = string.Join(' ', words);
    }
}
