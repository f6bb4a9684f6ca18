using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Requirements;

namespace Kvv.SelfTests.Matrix;

/// <summary>A recorded run of the matrix as evidence: what its signature says broke, and what a healthy run judges besides.</summary>
/// <param name="catalogue">The rules.</param>
/// <param name="file">The recorded table.</param>
internal sealed class SignatureEvidence(RequirementCatalogue catalogue, SignatureFile file)
{
    // Answers of a benchmark that are the mark of one fault.
    private const string Answers = "/answers:";

    private readonly SignatureTable _table = SignatureTable.Parse(file.ToText());
    private readonly Dictionary<string, SignatureFile.Row> _rows = file.Signatures.ToDictionary(s => s.Fault, StringComparer.Ordinal);
    private readonly Dictionary<string, Requirement> _rules = catalogue.All.ToDictionary(r => r.Id, StringComparer.Ordinal);

    /// <summary>The evidence of a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="isOff">What is switched off: a rule, a figure, or a kind of anomaly at its rule; <see langword="null"/> for nothing.</param>
    public IReadOnlyList<EvidenceUnit> Of(string fault, Func<(string Subject, string Facet), bool>? isOff = null)
    {
        var (signature, row) = (_table.Find(fault)!, _rows[fault]);
        // What breaks in some runs only is left out: it may or may not be there. A fault that breaks nothing else is shown in a run in which it does.
        var shows = signature.Broken.Any() ? Effect.Fails : Effect.Sometimes;
        var places = signature.Judged.Concat(signature.Effects.Keys).Distinct()
            .Where(p => isOff?.Invoke(p) != true && (shows == Effect.Sometimes || signature.At(p.Subject, p.Facet) != Effect.Sometimes));
        return
        [
            .. places.GroupBy(p => p.Subject, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new EvidenceUnit
            {
                Subject = g.Key,
                Facets = [.. g.OrderBy(p => p.Facet, StringComparer.Ordinal).Select(p => new Facet(p.Facet, Seen(signature.At(p.Subject, p.Facet))))],
                Named = Named(g.Key, row),
                IsDirect = _rules.TryGetValue(g.Key, out var rule) ? rule.IsAlwaysOn : g.Key == EvidenceGatherer.FirstContact || g.Key.Contains(Answers, StringComparison.Ordinal),
            }),
        ];
    }

    /// <summary>Whether a subject is a figure of a benchmark, or its answers.</summary>
    public static bool IsOfBenchmark(string subject) => subject.Contains('/', StringComparison.Ordinal);

    private IReadOnlyList<string> Named(string subject, SignatureFile.Row row) =>
        _rules.TryGetValue(subject, out var rule) ? rule.Faults
        : subject == EvidenceGatherer.FirstContact ? ["op-outage-500"]
        : subject.IndexOf(Answers, StringComparison.Ordinal) is var at and >= 0 ? [subject[(at + Answers.Length)..]]
        : row.Figures?.Contains(subject) == true ? [row.Fault]
        : [];

    private static Sight Seen(Effect? effect) => effect switch { Effect.Fails => Sight.Fail, Effect.NoAnswer => Sight.NoAnswer, Effect.Sometimes => Sight.Fail, _ => Sight.Pass };
}
