using Kvv.Conformance.Faults;

namespace Kvv.Conformance.Diagnosis;

/// <summary>
/// All units of evidence and the faults taken as given so far. Places break independently of each other given the faults, and each
/// fault has its own chance to break a place (a noisy or): a fault that was taken explains its failures, and what it explains counts
/// hardly for the next.
/// </summary>
internal sealed class EvidenceBoard
{
    // The chance that a healthy place shows a failure, or no answer: slips of a model, a busy network. Replies of a healthy
    // endpoint never hold what the always-on detectors look for, so that there chance explains least.
    private const double Slip = 0.004;
    private const double DirectSlip = 0.001;
    private const double Outage = 0.02;

    // From this chance on, a place that passed speaks against a fault as loudly as a broken one for it.
    private const double Expected = 0.15;

    // From this chance on, a fault that always acts accounts for a broken place.
    private const double Settled = 0.7;

    // Kinds of anomaly of one rule stand for each other: another kind than the usual one speaks little against a fault.
    private const double OtherKind = 0.25;

    private readonly FaultReach _reach;
    private readonly double[][] _spared;
    private readonly double[][] _accounted;

    public EvidenceBoard(IReadOnlyList<EvidenceUnit> units, FaultReach reach)
    {
        Units = units;
        _reach = reach;
        _spared = [.. units.Select(u => u.Facets.Select(_ => 1.0).ToArray())];
        _accounted = [.. units.Select(u => new double[u.Facets.Count])];
    }

    /// <summary>The evidence.</summary>
    public IReadOnlyList<EvidenceUnit> Units { get; }

    /// <summary>A board with the same evidence and nothing taken as given.</summary>
    public EvidenceBoard Cleared() => new(Units, _reach);

    /// <summary>Takes a fault as given.</summary>
    public void Take(Fault fault, double share)
    {
        foreach (var (unit, chances) in _reach.Of(fault))
        {
            for (var f = 0; f < chances.Length; f++)
            {
                _spared[unit][f] *= 1 - Scaled(unit, chances[f], share);
                // What comes and goes accounts for no place of its own: which ones it breaks is chance.
                if (share >= 1)
                    _accounted[unit][f] = Math.Max(_accounted[unit][f], chances[f]);
            }
        }
    }

    /// <summary>
    /// How much better all evidence fits when a fault is given as well: the logarithm of the likelihood ratio. What the faults taken as
    /// given explain speaks for no further one, however many places it is: their places break together, and a fault beside them shows
    /// by what they leave open.
    /// </summary>
    public double Gain(Fault fault, double share) => _reach.Of(fault).Keys.Sum(unit => IsSettled(unit) ? Math.Min(0, Gain(fault, share, unit)) : Gain(fault, share, unit));

    /// <summary>
    /// As above, for one unit. Places count as their mean, because they mostly break together: those that are not as they should
    /// be, and those that the fault was expected to break.
    /// </summary>
    public double Gain(Fault fault, double share, int unit)
    {
        if (!_reach.Of(fault).TryGetValue(unit, out var chances))
            return 0;
        var (broken, brokenPlaces, passed, passedPlaces, aside) = (0.0, 0, 0.0, 0, 0.0);
        for (var f = 0; f < chances.Length; f++)
        {
            var (facet, chance) = (Units[unit].Facets[f], Scaled(unit, chances[f], share));
            if (facet.Sight != Sight.Pass)
            {
                var healthy = (1 - SlipAt(unit, facet)) * _spared[unit][f];
                broken += Math.Log((1 - (healthy * (1 - chance))) / (1 - healthy));
                brokenPlaces++;
            }
            else if (chances[f] >= Expected)
            {
                passed += Math.Log(1 - chance);
                passedPlaces++;
            }
            else
            {
                aside += Math.Log(1 - chance);
            }
        }

        if (Units[unit].IsDirect && brokenPlaces > 0)
            return aside + (broken / brokenPlaces) + (passedPlaces == 0 ? 0 : OtherKind * passed / passedPlaces);
        return aside + (brokenPlaces + passedPlaces == 0 ? 0 : (broken + passed) / (brokenPlaces + passedPlaces));
    }

    /// <summary>The best chance that the faults taken as given have to break a place of a unit that is broken.</summary>
    public double Explained(int unit) => Units[unit].Facets.Select((f, i) => f.Sight == Sight.Fail ? 1 - _spared[unit][i] : 0).Max();

    private bool IsSettled(int unit) => Units[unit].IsOpen && Units[unit].Facets.Zip(_accounted[unit]).All(f => f.First.Sight == Sight.Pass || f.Second >= Settled);

    /// <summary>The chance that a fault, acting always, breaks some place of a unit.</summary>
    public double Reach(Fault fault, int unit) => _reach.Of(fault).TryGetValue(unit, out var chances) ? chances.Max() : 0;

    /// <summary>As above, of the places that are broken.</summary>
    public double ReachOfBroken(Fault fault, int unit) => _reach.Of(fault).TryGetValue(unit, out var chances)
        ? Units[unit].Facets.Select((f, i) => f.Sight == Sight.Pass ? 0 : chances[i]).Max()
        : 0;

    // The detectors look at every reply of the run: a fault that acts now and then is still seen there.
    private double Scaled(int unit, double chance, double share) => Units[unit].IsDirect ? chance * (share < 1 ? 0.9 : 1) : chance * share;

    private double SlipAt(int unit, Facet facet) => facet.Sight == Sight.NoAnswer ? Outage : Units[unit].IsDirect ? DirectSlip : Slip;
}
