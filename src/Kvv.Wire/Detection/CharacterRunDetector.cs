using System.Buffers;
using System.Text;

namespace Kvv.Wire.Detection;

// A model whose logits turned into NaN writes token 0, often `!`, until it is stopped.
internal sealed class CharacterRunDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.CharacterRun];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var text in inspection.Texts)
            Inspect(text, inspection.Asked, found);
    }

    // Any run that is too long covers a multiple of the shortest limit, so only those places are looked at.
    private static void Inspect(ReplyText text, RequestFacts asked, ICollection<Anomaly> found)
    {
        var chars = text.Text.AsSpan();
        for (var at = 0; at < chars.Length; at += CharacterRunLimits.Ordinary)
        {
            if (char.IsWhiteSpace(chars[at]))
                continue;
            var (start, end, width) = RunAround(chars, at);
            var count = (end - start) / width;
            if (count <= CharacterRunLimits.Ordinary || Rune.DecodeFromUtf16(chars[start..], out var character, out _) != OperationStatus.Done)
                continue;
            var limit = CharacterRunLimits.Of(character, chars[..start], chars[end..]);
            if (count > limit && !asked.MentionsHalf(text.Text, start, count * width))
            {
                found.Add(new Anomaly(AnomalyKinds.CharacterRun,
                    $"U+{character.Value:X4} stands {count} times in a row in {text.Where}; up to {limit} are left alone.", Excerpt.Around(text.Text, start)));
                return;
            }

            at = Math.Max(at, end - CharacterRunLimits.Ordinary);
        }
    }

    private static (int Start, int End, int Width) RunAround(ReadOnlySpan<char> chars, int at)
    {
        if (char.IsSurrogate(chars[at]))
            return PairsAround(chars, at);
        var start = chars[..at].LastIndexOfAnyExcept(chars[at]) + 1;
        var beyond = chars[at..].IndexOfAnyExcept(chars[at]);
        return (start, beyond < 0 ? chars.Length : at + beyond, 1);
    }

    // A character of two units repeats with period two.
    private static (int Start, int End, int Width) PairsAround(ReadOnlySpan<char> chars, int at)
    {
        var start = char.IsLowSurrogate(chars[at]) && at > 0 ? at - 1 : at;
        if (start + 1 >= chars.Length || !char.IsSurrogatePair(chars[start], chars[start + 1]))
            return (at, at + 1, 1);
        var end = start + 2;
        while (end + 1 < chars.Length && chars[end] == chars[start] && chars[end + 1] == chars[start + 1])
            end += 2;
        while (start >= 2 && chars[start - 2] == chars[start] && chars[start - 1] == chars[start + 1])
            start -= 2;
        return (start, end, 2);
    }
}
