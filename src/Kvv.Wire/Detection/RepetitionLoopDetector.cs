namespace Kvv.Wire.Detection;

// A model that lost its way repeats a passage until its cap. Counting n-grams does not tell: any long text repeats three letters
// four times. What tells is one exact period, many times, over much of the text.
internal sealed class RepetitionLoopDetector : IReplyDetector
{
    public IReadOnlyList<string> Kinds { get; } = [AnomalyKinds.RepetitionLoop];

    public void Inspect(Inspection inspection, ICollection<Anomaly> found)
    {
        foreach (var text in inspection.Texts)
        {
            if (PeriodicRun.Find(text.Text) is not var (start, period, length) || inspection.Asked.MentionsHalf(text.Text, start, length))
                continue;
            found.Add(new Anomaly(AnomalyKinds.RepetitionLoop,
                $"A passage of {period} characters stands {length / period} times in a row in {text.Where}, over {length} of its {text.Text.Length} characters.",
                Excerpt.Around(text.Text, start)));
        }
    }
}
