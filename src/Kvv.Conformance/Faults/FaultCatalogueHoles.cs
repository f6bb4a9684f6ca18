namespace Kvv.Conformance.Faults;

/// <summary>Nulls inside the lists of a catalogue: the reader of JSON refuses null for a member, but not for an element.</summary>
internal static class FaultCatalogueHoles
{
    /// <summary>One problem for every null in a list, in the order of the file.</summary>
    public static IEnumerable<FaultCatalogueProblem> Problems(FaultCatalogueFile file)
    {
        foreach (var (fault, i) in file.Faults.Select((fault, i) => ((Fault?)fault, i)))
        {
            if (fault is null)
            {
                yield return Hole($"$.faults[{i}]");
                continue;
            }

            foreach (var (member, elements) in Lists(fault))
            {
                foreach (var (element, e) in elements.Select((element, e) => (element, e)))
                {
                    if (element is null)
                        yield return Hole($"$.faults[{i}].{member}[{e}]");
                }
            }
        }
    }

    private static FaultCatalogueProblem Hole(string path) => new(path, "Null stands in a list.");

    private static IEnumerable<(string Member, IEnumerable<object?> Elements)> Lists(Fault fault) =>
    [
        ("models", fault.Models),
        ("activation", fault.Activation),
        ("sources", fault.Sources),
        ("lookAlikes", fault.LookAlikes),
        ("requirements", fault.Requirements),
        ("metrics", fault.Metrics),
    ];
}
