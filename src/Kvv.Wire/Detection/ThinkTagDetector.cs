namespace Kvv.Wire.Detection;

// Think tags separate reasoning from content; when one stands in content, the server did not separate them. An answer may speak
// of the tags: when the request does, or when the answer quotes the tag or shows it in a code block.
internal sealed class ThinkTagDetector : IReplyDetector
{
    private const string Fence = "```";

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

    private static int? FirstBare(string text, string tag)
    {
        var fences = 0;
        var fencesTo = 0;
        for (var at = text.IndexOf(tag, StringComparison.Ordinal); at >= 0; at = text.IndexOf(tag, at + tag.Length, StringComparison.Ordinal))
        {
            fences += text.AsSpan(fencesTo, at - fencesTo).Count(Fence);
            fencesTo = at;
            if (fences % 2 == 0 && !IsQuoted(text, at, tag.Length))
                return at;
        }

        return null;
    }

    private static bool IsQuoted(string text, int at, int length) =>
        at > 0 && at + length < text.Length && (text[at - 1], text[at + length]) is ('`', '`') or ('"', '"') or ('\'', '\'') or ('“', '”') or ('「', '」');
}
