using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Faults;

/// <summary>A fault that is switched on, with its conditions.</summary>
internal sealed record PlannedFault(string Id, IFault Fault, IReadOnlyList<Condition> Conditions, ulong Seed);

/// <summary>The faults in force. Each stage asks for those with its hook whose conditions hold.</summary>
internal sealed class FaultPlan(VendorContract contract, IReadOnlyList<PlannedFault> faults)
{
    public bool IsEmpty => faults.Count == 0;

    /// <summary>The faults that act at a stage on this request, in the order of the specification.</summary>
    public IEnumerable<(T Fault, FaultScene Scene)> At<T>(CallFacts facts)
        where T : IFault
    {
        foreach (var planned in faults)
        {
            if (planned.Fault is T fault && planned.Conditions.All(c => c.Holds(facts)))
                yield return (fault, new FaultScene(contract, facts, new Dice(StableHash.Combine(StableHash.Of(planned.Id, planned.Seed), StableHash.Combine(facts.BodyHash, (ulong)facts.Occurrence)))));
        }
    }
}
