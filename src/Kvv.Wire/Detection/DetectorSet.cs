using System.Collections.Immutable;

namespace Kvv.Wire.Detection;

/// <summary>
/// The detectors that every reply of a run passes, whatever it was asked for. They cost no request and change nothing.
/// Thread-safe.
/// </summary>
public sealed class DetectorSet
{
    private readonly ImmutableArray<IReplyDetector> _detectors;

    /// <summary>A set of chosen detectors, run in the order given.</summary>
    /// <param name="detectors">The detectors; each kind may be reported by one of them only.</param>
    /// <exception cref="ArgumentException">Two detectors report the same kind.</exception>
    public DetectorSet(IEnumerable<IReplyDetector> detectors)
    {
        _detectors = [.. detectors];
        var shared = _detectors.SelectMany(d => d.Kinds).GroupBy(k => k).FirstOrDefault(g => g.Count() > 1);
        if (shared is not null)
            throw new ArgumentException($"Two detectors report the kind '{shared.Key}'.", nameof(detectors));
    }

    /// <summary>Every detector of this library.</summary>
    public static DetectorSet Default { get; } = new(
    [
        new ControlStringDetector(),
        new ThinkTagDetector(),
        new BrokenTextDetector(),
        new CharacterRunDetector(),
        new WhitespaceRunDetector(),
        new TokenRepetitionDetector(),
        new RepetitionLoopDetector(),
        new SilentReplyDetector(),
        new FinishReasonDetector(),
        new TokenCapDetector(),
        new UsageDetector(),
        new ToolCallIdentityDetector(),
        new ToolCallNameDetector(),
        new ToolCallArgumentsDetector(),
        new ToolCallRunawayDetector(),
        new ModelNameDetector(),
        new RoleDetector(),
    ]);

    /// <summary>The detectors in the order they run.</summary>
    public IReadOnlyList<IReplyDetector> Detectors => _detectors;

    /// <summary>The same set without the detector that reports a kind.</summary>
    /// <param name="kind">A kind from <see cref="AnomalyKinds"/>.</param>
    /// <exception cref="ArgumentException">No detector of the set reports it.</exception>
    public DetectorSet Without(string kind)
    {
        var left = _detectors.Where(d => !d.Kinds.Contains(kind)).ToList();
        return left.Count < _detectors.Length
            ? new DetectorSet(left)
            : throw new ArgumentException($"No detector of this set reports the kind '{kind}'.", nameof(kind));
    }

    /// <summary>Inspects one reply with every detector.</summary>
    /// <param name="inspection">The reply with what was asked and the model's chat format.</param>
    /// <returns>What is wrong, in the order of the detectors; empty for a healthy reply.</returns>
    public IReadOnlyList<Anomaly> Inspect(Inspection inspection)
    {
        var found = new List<Anomaly>();
        foreach (var detector in _detectors)
            detector.Inspect(inspection, found);
        return found;
    }
}
