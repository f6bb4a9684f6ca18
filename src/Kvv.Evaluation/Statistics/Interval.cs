namespace Kvv.Evaluation.Statistics;

/// <summary>A two-sided interval estimate, both ends included.</summary>
/// <param name="Low">Lower end, in the unit of what is estimated; at most <paramref name="High"/>.</param>
/// <param name="High">Upper end.</param>
/// <param name="Confidence">Nominal coverage, strictly between 0 and 1 (0.95 is "95 %").</param>
public readonly record struct Interval(double Low, double High, double Confidence)
{
    /// <summary><see cref="High"/> minus <see cref="Low"/>.</summary>
    public double Width => High - Low;

    /// <summary>Whether <paramref name="value"/> lies inside, ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>The image under an increasing function; coverage carries over.</summary>
    public Interval Map(Func<double, double> increasing)
    {
        ArgumentNullException.ThrowIfNull(increasing);
        return this with { Low = increasing(Low), High = increasing(High) };
    }

    /// <summary>The part between 0 and 1: what it says of a share. No coverage is lost, since a share lies nowhere else.</summary>
    public Interval OfShare() => Map(value => Math.Clamp(value, 0, 1));

    /// <summary>The interval moved by <paramref name="offset"/>.</summary>
    public Interval Shift(double offset) => this with { Low = Low + offset, High = High + offset };

    /// <summary>
    /// The part common with a later look of one confidence sequence. Sequences may be intersected because their coverage
    /// holds at all times at once; ordinary intervals may not.
    /// </summary>
    /// <returns>The intersection; when the two are disjoint (an event of probability at most 1 - confidence) the later one.</returns>
    /// <exception cref="ArgumentException">The confidences differ.</exception>
    public Interval Intersect(Interval later)
    {
        if (later.Confidence != Confidence)
            throw new ArgumentException("Only intervals of one confidence can be intersected.", nameof(later));
        var low = Math.Max(Low, later.Low);
        var high = Math.Min(High, later.High);
        return low <= high ? later with { Low = low, High = high } : later;
    }
}
