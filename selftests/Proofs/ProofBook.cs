using Kvv.Conformance;
using Kvv.Conformance.Requirements;

namespace Kvv.SelfTests.Proofs;

/// <summary>All proofs of all sources, and the catalogue they are held against.</summary>
internal static class ProofBook
{
    /// <summary>The catalogue's requirements that pre-verification judges.</summary>
    public static IReadOnlyList<Requirement> Requirements { get; } =
        [.. RequirementCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures")).All.Where(r => r.Category == Category.PreVerification)];

    /// <summary>All proofs, by requirement.</summary>
    public static IReadOnlyList<Proof> All { get; } =
    [
        .. typeof(IProofSource).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IProofSource)))
            .SelectMany(t => ((IProofSource)Activator.CreateInstance(t)!).Proofs)
            .OrderBy(p => p.Requirement, StringComparer.Ordinal).ThenBy(p => p.What, StringComparer.Ordinal),
    ];

    public static Requirement? Find(string id) => Requirements.FirstOrDefault(r => r.Id == id);
}
