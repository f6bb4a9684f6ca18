namespace Kvv.Wire.Detection;

// Text is decoded whole, not token by token: a server that decodes each piece alone turns characters that cross tokens into U+FFFD
// or into halves of surrogate pairs.
internal sealed class BrokenTextDetector : IReplyDetector
{
    private const char Replacement = '\uFFFD';

    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.ReplacementCharacter, AnomalyKinds.LoneSurrogate];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var text in inspection.Texts)
        {
            var at = text.Text.IndexOf(Replacement);
            if (at >= 0 && !IsCut(text, at) && !IsAskedFor(inspection.Asked))
            {
                var count = text.Text.AsSpan().Count(Replacement);
                found.Add(new Anomaly(AnomalyKinds.ReplacementCharacter, $"U+FFFD stands in {text.Where}, {count} in all.", Excerpt.Around(text.Text, at)));
            }

            at = LoneSurrogates.IndexIn(text.Text);
            if (at >= 0 && !inspection.Asked.Mentions(text.Text.AsSpan(at, 1)))
            {
                found.Add(new Anomaly(AnomalyKinds.LoneSurrogate, $"Half a surrogate pair, U+{(int)text.Text[at]:X4}, stands in {text.Where}.",
                    Excerpt.Around(text.Text, at)));
            }
        }
    }

    // A cap can fall inside a character of several tokens; then its last bytes are truly missing.
    private static bool IsCut(ReplyText text, int at) =>
        text.Of.FinishReason == FinishReasons.Length && text.Text.AsSpan(at).IndexOfAnyExcept(Replacement) < 0;

    private static bool IsAskedFor(RequestFacts asked) => asked.Mentions("\uFFFD") || asked.Mentions("FFFD") || asked.Mentions("fffd");
}
