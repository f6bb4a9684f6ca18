using System.Collections.Frozen;

namespace Kvv.Wire.Detection;

// Broken weights or a special token that is not stripped give one token over and over: `[PAD] [PAD] [PAD]`.
internal sealed class TokenRepetitionDetector : IReplyDetector
{
    // Explanations of padding show a row of them; the fault shows hundreds.
    private const int SpecialLimit = 20;

    private const int WordLimit = 40;

    // Names of tokens that a tokenizer adds to its vocabulary; as `[PAD]`, `<pad>`, `<|pad|>` they are no words.
    private static readonly FrozenSet<string> SpecialNames = FrozenSet.ToFrozenSet(
        ["pad", "unk", "mask", "cls", "eos", "bos", "sep", "s", "/s", "endoftext", "eot", "eod", "eom", "end", "blank"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Special = SpecialNames.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.TokenRepetition];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var text in inspection.Texts)
        {
            if (FirstRepeated(text.Text) is not var (start, end, count) || inspection.Asked.MentionsHalf(text.Text, start, end - start))
                continue;
            found.Add(new Anomaly(AnomalyKinds.TokenRepetition, $"One token stands {count} times in a row in {text.Where}.", Excerpt.Around(text.Text, start)));
        }
    }

    // The first stretch of one word that is too long.
    private static (int Start, int End, int Count)? FirstRepeated(string text)
    {
        var chars = text.AsSpan();
        var (start, end, length, count) = (0, 0, 0, 0);
        for (var at = 0; at < chars.Length;)
        {
            if (char.IsWhiteSpace(chars[at]))
            {
                at++;
                continue;
            }

            var next = TokenLength(chars[at..]);
            if (next == length && chars.Slice(at, next).SequenceEqual(chars.Slice(start, length)))
            {
                count++;
            }
            else
            {
                if (IsTooMany(chars.Slice(start, length), count))
                    break;
                (start, length, count) = (at, next, 1);
            }

            at += next;
            end = at;
        }

        return IsTooMany(chars.Slice(start, length), count) ? (start, end, count) : null;
    }

    private static bool IsTooMany(ReadOnlySpan<char> token, int count) =>
        count > SpecialLimit && (IsSpecial(token) || (count > WordLimit && LoopUnit.IsWord(token)));

    // A word ends at white space; a special token also at its closing bracket, because special tokens often stand without gaps.
    private static int TokenLength(ReadOnlySpan<char> text)
    {
        var close = text[0] switch { '[' => text[..Math.Min(text.Length, 20)].IndexOf(']'), '<' => text[..Math.Min(text.Length, 20)].IndexOf('>'), _ => -1 };
        if (close > 0 && IsSpecial(text[..(close + 1)]))
            return close + 1;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                return i;
        }

        return text.Length;
    }

    private static bool IsSpecial(ReadOnlySpan<char> token) =>
        token.Length > 2 && (token[0], token[^1]) is ('[', ']') or ('<', '>') && Special.Contains(token[1..^1].Trim('|'));
}
