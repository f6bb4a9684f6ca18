namespace Kvv.Wire.Detection;

// Control strings are the chat format's punctuation; the server turns them into structure and a client never sees one. A request
// that holds the same string (echo probes, questions about chat formats) makes it ordinary text.
internal sealed class ControlStringDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } =
    [
        AnomalyKinds.ControlStringInContent,
        AnomalyKinds.ControlStringInReasoning,
        AnomalyKinds.ControlStringInCall,
        AnomalyKinds.ControlStringFragment,
    ];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        if (inspection.Format.ControlStrings.Count == 0)
            return;
        var vocabulary = ControlVocabulary.Of(inspection.Format);
        foreach (var text in inspection.Texts)
        {
            InspectWhole(text, vocabulary, inspection.Asked, found);
            InspectEnds(text, vocabulary, inspection.Asked, found);
        }
    }

    private static void InspectWhole(ReplyText text, ControlVocabulary vocabulary, RequestFacts asked, ICollection<Anomaly> found)
    {
        HashSet<string>? echoes = null;
        for (var at = 0; vocabulary.Next(text.Text, ref at) is { } control; at += control.Length)
        {
            if (echoes?.Contains(control) == true)
                continue;
            if (asked.Mentions(control))
            {
                (echoes ??= []).Add(control);
                continue;
            }

            var kind = text.Site switch
            {
                TextSite.Reasoning => AnomalyKinds.ControlStringInReasoning,
                TextSite.CallName or TextSite.CallArguments => AnomalyKinds.ControlStringInCall,
                _ => AnomalyKinds.ControlStringInContent,
            };
            found.Add(new Anomaly(kind, $"The control string {control} stands in {text.Where}.", Excerpt.Around(text.Text, at)));
            return;
        }
    }

    private static void InspectEnds(ReplyText text, ControlVocabulary vocabulary, RequestFacts asked, ICollection<Anomaly> found)
    {
        var trimmed = text.Text.AsSpan().Trim();
        if (vocabulary.FragmentAtEnd(trimmed) is { } tail && !asked.Mentions(tail))
        {
            found.Add(new Anomaly(AnomalyKinds.ControlStringFragment, $"The piece {tail} of a control string ends {text.Where}.",
                Excerpt.Around(text.Text, text.Text.Length - 1)));
        }
        else if (vocabulary.FragmentAtStart(trimmed) is { } head && !asked.Mentions(head))
        {
            found.Add(new Anomaly(AnomalyKinds.ControlStringFragment, $"The piece {head} of a control string starts {text.Where}.",
                Excerpt.Around(text.Text, 0)));
        }
    }
}
