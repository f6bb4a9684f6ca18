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

    private readonly Expectation _expectation;
    private readonly double[][] _spared;

    public EvidenceBoard(IReadOnlyList<EvidenceUnit> units, Expectation expectation)
    {
        Units = units;
        _expectation = expectation;
        _spared = [.. units.Select(u => u.Facets.Select(_ => 1.0).ToArray())];
    }

    /// <summary>The evidence.</summary>
    public IReadOnlyList<EvidenceUnit> Units { get; }

    /// <summary>A board with the same evidence and nothing taken as given.</summary>
    public EvidenceBoard Cleared() => new(Units, _expectation);

    /// <summary>Takes a fault as given.</summary>
    public void Take(Fault fault, double share)
    {
        for (var u = 0; u < Units.Count; u++)
        {
            for (var f = 0; f < Units[u].Facets.Count; f++)
                _spared[u][f] *= 1 - Chance(fault, share, u, f);
        }
    }

    /// <summary>How much better all evidence fits when a fault is given as well: the logarithm of the likelihood ratio.</summary>
    public double Gain(Fault fault, double share)
    {
        var sum = 0.0;
        for (var u = 0; u < Units.Count; u++)
            sum += Gain(fault, share, u);
        return sum;
    }

    /// <summary>As above, for one unit: the mean over the places at stake, those that are not as they should be or that the fault may break.</summary>
    public double Gain(Fault fault, double share, int unit)
    {
        var (sum, stake) = (0.0, 0);
        for (var f = 0; f < Units[unit].Facets.Count; f++)
        {
            var chance = Chance(fault, share, unit, f);
            var facet = Units[unit].Facets[f];
            if (facet.Sight == Sight.Pass && chance == 0)
                continue;
            stake++;
            var healthy = (1 - SlipAt(unit, facet)) * _spared[unit][f];
            sum += facet.Sight == Sight.Pass ? Math.Log(1 - chance) : Math.Log((1 - (healthy * (1 - chance))) / (1 - healthy));
        }

        return stake == 0 ? 0 : sum / stake;
    }

    /// <summary>The best chance that the faults taken as given have to break a place of a unit that is broken.</summary>
    public double Explained(int unit)
    {
        var best = 0.0;
        for (var f = 0; f < Units[unit].Facets.Count; f++)
        {
            if (Units[unit].Facets[f].Sight == Sight.Fail)
                best = Math.Max(best, 1 - _spared[unit][f]);
        }

        return best;
    }

    /// <summary>The chance that a fault, acting always, breaks some place of a unit.</summary>
    public double Reach(Fault fault, int unit)
    {
        var best = 0.0;
        for (var f = 0; f < Units[unit].Facets.Count; f++)
            best = Math.Max(best, Chance(fault, 1, unit, f));
        return best;
    }

    /// <summary>As above, of the places that are broken.</summary>
    public double ReachOfBroken(Fault fault, int unit)
    {
        var best = 0.0;
        for (var f = 0; f < Units[unit].Facets.Count; f++)
        {
            if (Units[unit].Facets[f].Sight != Sight.Pass)
                best = Math.Max(best, Chance(fault, 1, unit, f));
        }

        return best;
    }

    // The detectors look at every reply of the run: a fault that acts now and then is still seen there.
    private double Chance(Fault fault, double share, int unit, int facet)
    {
        var chance = _expectation.Chance(fault, Units[unit], Units[unit].Facets[facet]);
        return Units[unit].IsDirect ? chance * (share < 1 ? 0.9 : 1) : chance * share;
    }

    private double SlipAt(int unit, Facet facet) => facet.Sight == Sight.NoAnswer ? Outage : Units[unit].IsDirect ? DirectSlip : Slip;
}
