using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Requirements;

namespace Kvv.SelfTests.Matrix;

/// <summary>A recorded run of the matrix as evidence: what its signature says broke, and what a healthy run judges besides.</summary>
internal static class SignatureEvidence
{
    /// <summary>The evidence of a fault.</summary>
    /// <param name="signature">What it broke.</param>
    /// <param name="catalogue">The rules.</param>
    /// <param name="without">A rule that is switched off, or <see langword="null"/>.</param>
    public static IReadOnlyList<EvidenceUnit> Of(FaultSignature signature, RequirementCatalogue catalogue, string? without = null)
    {
        // What breaks in some runs only is left out: it may or may not be there. A fault that breaks nothing else is shown in a run in which it does.
        var shows = signature.Broken.Any() ? Effect.Fails : Effect.Sometimes;
        var places = signature.Judged.Concat(signature.Effects.Keys).Distinct().Where(p => p.Subject != without && (shows == Effect.Sometimes || signature.At(p.Subject, p.Facet) != Effect.Sometimes));
        return
        [
            .. places.GroupBy(p => p.Subject, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new EvidenceUnit
            {
                Subject = g.Key,
                Facets = [.. g.OrderBy(p => p.Facet, StringComparer.Ordinal).Select(p => new Facet(p.Facet, Seen(signature.At(p.Subject, p.Facet))))],
                Named = Rule(catalogue, g.Key)?.Faults ?? Contact(g.Key),
                IsDirect = Rule(catalogue, g.Key)?.IsAlwaysOn ?? true,
            }),
        ];
    }

    /// <summary>The rule of a subject; <see langword="null"/> for the first contact and for figures of benchmarks.</summary>
    public static Requirement? Rule(RequirementCatalogue catalogue, string subject) => catalogue.All.FirstOrDefault(r => r.Id == subject);

    private static Sight Seen(Effect? effect) => effect switch { Effect.Fails => Sight.Fail, Effect.NoAnswer => Sight.NoAnswer, Effect.Sometimes => Sight.Fail, _ => Sight.Pass };

    private static string[] Contact(string subject) => subject == EvidenceGatherer.FirstContact ? ["op-outage-500"] : [];
}
