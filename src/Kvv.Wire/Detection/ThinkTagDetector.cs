namespace Kvv.Wire.Detection;

// Think tags separate reasoning from content; when one stands in content, the server did not separate them. An answer may speak
// of the tags: when the request does, or when the answer quotes the tag or shows it in a code block.
internal sealed class ThinkTagDetector : IReplyDetector
{
    private const string Fence = "```";
    private const int LongestCodeSpan = 400;

    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.ThinkTagInContent];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var text in inspection.Texts)
        {
            if (text.Site != TextSite.Content)
                continue;
            foreach (var tag in inspection.Format.ThinkTags)
            {
                if (tag.Length == 0 || FirstBare(text.Text, tag) is not { } at || inspection.Asked.Mentions(tag))
                    continue;
                found.Add(new Anomaly(AnomalyKinds.ThinkTagInContent, $"The tag {tag} stands in {text.Where}.", Excerpt.Around(text.Text, at)));
                break;
            }
        }
    }

    // One pass: the fences so far, and the backticks of the line so far, are carried from tag to tag.
    private static int? FirstBare(string text, string tag)
    {
        var (fences, ticks, counted) = (0, 0, 0);
        for (var at = text.IndexOf(tag, StringComparison.Ordinal); at >= 0; at = text.IndexOf(tag, at + tag.Length, StringComparison.Ordinal))
        {
            var between = text.AsSpan(counted, at - counted);
            var line = between.LastIndexOf('\n') + 1;
            fences += between.Count(Fence);
            ticks = (line > 0 ? 0 : ticks) + between[line..].Count('`');
            counted = at;
            var behind = text.AsSpan(at + tag.Length);
            var isCode = fences % 2 == 1 || (ticks % 2 == 1 && ClosesSpan(behind));
            if (!isCode && !(at > 0 && behind.Length > 0 && AreQuotes(text[at - 1], behind[0])))
                return at;
        }

        return null;
    }

    private static bool ClosesSpan(ReadOnlySpan<char> behind)
    {
        behind = behind[..Math.Min(behind.Length, LongestCodeSpan)];
        var end = behind.IndexOfAny('`', '\n');
        return end >= 0 && behind[end] == '`';
    }

    private static bool AreQuotes(char before, char after) => (before, after) is ('"', '"') or ('\'', '\'') or ('“', '”') or ('「', '」');
}
