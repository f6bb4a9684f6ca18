using Kvv.Conformance.Faults;

namespace Kvv.SelfTests.Faults;

/// <summary>The catalogue that ships, read once.</summary>
internal static class Catalogue
{
    private static readonly Lazy<FaultCatalogue> Once = new(() => FaultCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures")));

    public static FaultCatalogue Shipped => Once.Value;

    /// <summary>Every sentence of the catalogue with the name under which a failure reports it.</summary>
    public static IEnumerable<(string Where, string Text)> Sentences() => Shipped.Faults.SelectMany(fault => new[]
    {
        ($"{fault.Id} title", fault.Title),
        ($"{fault.Id} symptom", fault.Symptom),
        ($"{fault.Id} cause", fault.Cause),
        ($"{fault.Id} hint", fault.Hint),
    });
}
