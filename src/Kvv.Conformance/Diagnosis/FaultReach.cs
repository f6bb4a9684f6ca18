using System.Collections.Concurrent;
using Kvv.Conformance.Faults;

namespace Kvv.Conformance.Diagnosis;

/// <summary>Which units of the evidence each fault may break, and how likely. Reckoned once a diagnosis, on demand.</summary>
internal sealed class FaultReach(IReadOnlyList<EvidenceUnit> units, Expectation expectation)
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<int, double[]>> _byFault = new(StringComparer.Ordinal);

    /// <summary>By unit that the fault touches: for each of its places the chance that the fault, acting always, breaks it.</summary>
    public IReadOnlyDictionary<int, double[]> Of(Fault fault) => _byFault.GetOrAdd(fault.Id, _ => Enumerable.Range(0, units.Count)
        .Where(u => expectation.Touches(fault, units[u]))
        .ToDictionary(u => u, u => units[u].Facets.Select(f => expectation.Chance(fault, units[u], f)).ToArray()));
}
