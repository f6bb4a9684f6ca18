using Kvv.Conformance.Findings;
using Kvv.Conformance.Requirements;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Diagnosis;

/// <summary>What a diagnosis is made from.</summary>
/// <param name="Findings">Every finding, what passed included.</param>
/// <param name="Anomalies">Kinds of anomaly seen in any reply, with the number of replies.</param>
/// <param name="Benchmarks">Every benchmark that ran.</param>
/// <param name="ContactFaults">Faults that explain why the run ended at its first contact; empty when it did not.</param>
internal sealed record DiagnosisInput(
    IReadOnlyList<Finding> Findings,
    IReadOnlyDictionary<string, int> Anomalies,
    IReadOnlyList<BenchmarkResult> Benchmarks,
    IReadOnlyList<string> ContactFaults);

/// <summary>Turns what a run found into units of evidence. Pure.</summary>
internal static class EvidenceGatherer
{
    /// <summary>The subject of a run that ended at its first contact.</summary>
    public const string FirstContact = "first contact";

    public static IReadOnlyList<EvidenceUnit> Gather(DiagnosisInput input) =>
    [
        // Each way of not answering is a facet of its own: a limit is no outage.
        .. input.ContactFaults.Count == 0 ? [] : new[] { new EvidenceUnit { Subject = FirstContact, Facets = [new(input.ContactFaults[0], Sight.NoAnswer)], Named = input.ContactFaults, IsDirect = true } },
        .. input.Findings.GroupBy(f => f.Requirement.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Requirement([.. g], input.Anomalies)).OfType<EvidenceUnit>(),
        .. BenchmarkEvidence.Of(input.Benchmarks),
    ];

    private static EvidenceUnit? Requirement(IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, int> anomalies)
    {
        var rule = findings[0].Requirement;
        var facets = rule.IsAlwaysOn ? Kinds(rule, findings[0], anomalies) : [.. findings.Select(f => Sighted(f.Status) is { } sight ? new Facet(f.Mode, sight) : null).OfType<Facet>()];
        return facets.Count == 0 ? null : new() { Subject = rule.Id, Facets = facets, Named = rule.Faults, IsDirect = rule.IsAlwaysOn };
    }

    private static Sight? Sighted(FindingStatus status) => status switch
    {
        FindingStatus.Pass => Sight.Pass,
        FindingStatus.Fail => Sight.Fail,
        FindingStatus.Infrastructure => Sight.NoAnswer,
        _ => null,
    };

    // A rule that failed without a kind on record (a result of an earlier part of the run) stands for itself.
    private static List<Facet> Kinds(Requirement rule, Finding finding, IReadOnlyDictionary<string, int> anomalies)
    {
        if (finding.Status == FindingStatus.Pass)
            return [.. rule.Anomalies.Select(kind => new Facet(kind, Sight.Pass))];
        if (finding.Status != FindingStatus.Fail)
            return [];
        List<Facet> seen = [.. rule.Anomalies.Select(kind => new Facet(kind, anomalies.ContainsKey(kind) ? Sight.Fail : Sight.Pass))];
        return seen.Exists(f => f.Sight == Sight.Fail) ? seen : [new(finding.Mode, Sight.Fail)];
    }
}
