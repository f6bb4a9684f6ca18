namespace Kvv.Wire.Detection;

// A grammar that allows any white space between two tokens lets a model write nothing else until its cap.
internal sealed class WhitespaceRunDetector : IReplyDetector
{
    private const int Limit = 100;

    // The blank rest of a table cell is as long as the widest cell, that of a macro's line reaches to its aligned backslash; longer
    // ones are none that people write.
    private const int CellLimit = 300;

    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.WhitespaceRunaway];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var text in inspection.Texts)
            Inspect(text, inspection.Asked, found);
    }

    // Any run that is too long covers a multiple of the limit, so only those places are looked at.
    private static void Inspect(ReplyText text, RequestFacts asked, ICollection<Anomaly> found)
    {
        var chars = text.Text;
        for (var at = 0; at < chars.Length; at += Limit)
        {
            if (!char.IsWhiteSpace(chars[at]))
                continue;
            var start = at;
            while (start > 0 && char.IsWhiteSpace(chars[start - 1]))
                start--;
            var end = at + 1;
            while (end < chars.Length && char.IsWhiteSpace(chars[end]))
                end++;
            if (end - start > Limit && !IsAligned(chars, start, end) && !asked.MentionsHalf(chars, start, end - start))
            {
                found.Add(new Anomaly(AnomalyKinds.WhitespaceRunaway,
                    $"{end - start} characters of white space follow each other in {text.Where}; up to {Limit} are left alone.", Excerpt.Around(chars, start)));
                return;
            }

            at = Math.Max(at, end - Limit);
        }
    }

    private static bool IsAligned(string text, int start, int end) =>
        end - start <= CellLimit && end < text.Length && text[end] is '|' or '│' or '┃' or '║' or '\\'
        && text.AsSpan(start, end - start).IndexOfAnyExcept(' ') < 0;
}
