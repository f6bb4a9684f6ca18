using Kvv.Conformance;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;

namespace Kvv.SelfTests.Matrix;

/// <summary>What one part of the suite is there for.</summary>
/// <param name="Name">The rule, the kind of anomaly, the figure, or the benchmark.</param>
/// <param name="Breaking">Faults under which it shows something.</param>
/// <param name="Undetected">Of those, the ones that show nowhere else: without it the run would not notice them.</param>
/// <param name="Unnamed">Those that would still be noticed, but no longer named among the first three.</param>
internal sealed record PartCoverage(string Name, IReadOnlyList<string> Breaking, IReadOnlyList<string> Undetected, IReadOnlyList<string> Unnamed);

/// <summary>Switches the parts of the suite off one at a time, over the recorded matrix.</summary>
internal sealed class SuiteCoverage
{
    private const int First = 3;

    // A fault that breaks more than these does not depend on any one of them.
    private const int MostBroken = 12;

    private readonly Diagnostician _diagnostician;
    private readonly SignatureEvidence _evidence;
    private readonly Dictionary<string, IReadOnlyList<(string Subject, string Facet)>> _broken;
    private readonly HashSet<string> _named;

    private SuiteCoverage(FaultCatalogue faults, RequirementCatalogue catalogue, SignatureFile file)
    {
        var signatures = SignatureTable.Parse(file.ToText());
        _diagnostician = new(faults, signatures);
        _evidence = new(catalogue, file);
        _broken = signatures.All.ToDictionary(s => s.Fault, s => (IReadOnlyList<(string, string)>)[.. s.Broken], StringComparer.Ordinal);
        _named = _broken.Where(b => b.Value.Select(p => p.Subject).Distinct().Count() is > 0 and <= MostBroken).Select(b => b.Key).Where(f => IsNamed(f, _ => false)).ToHashSet(StringComparer.Ordinal);
        var judged = _broken.Values.SelectMany(b => b).Select(p => p.Subject).Where(SignatureEvidence.IsOfBenchmark).Distinct().Order(StringComparer.Ordinal).ToList();
        Rules = [.. catalogue.All.Where(r => r.Category == Category.PreVerification).Select(r => r.Id).Order(StringComparer.Ordinal).Select(id => Without(id, p => p.Subject == id))];
        Kinds = [.. catalogue.All.SelectMany(r => r.Anomalies).Distinct().Order(StringComparer.Ordinal).Select(kind => Without(kind, p => p.Facet == kind))];
        Figures = [.. judged.Select(figure => Without(figure, p => p.Subject == figure))];
        Benchmarks = [.. judged.Select(BenchmarkOf).Distinct().Select(id => Without(id, p => SignatureEvidence.IsOfBenchmark(p.Subject) && BenchmarkOf(p.Subject) == id))];
    }

    /// <summary>The rules of pre-verification.</summary>
    public IReadOnlyList<PartCoverage> Rules { get; }

    /// <summary>The kinds of anomaly that rules of every reply look for.</summary>
    public IReadOnlyList<PartCoverage> Kinds { get; }

    /// <summary>Figures of benchmarks, and answers that are the mark of one fault, that some fault breaks.</summary>
    public IReadOnlyList<PartCoverage> Figures { get; }

    /// <summary>Whole benchmarks.</summary>
    public IReadOnlyList<PartCoverage> Benchmarks { get; }

    public static SuiteCoverage Measure(string fixtures) => new(
        FaultCatalogue.Load(fixtures), RequirementCatalogue.Load(fixtures), SignatureFile.Parse(File.ReadAllText(Path.Combine(fixtures, SignatureTable.FileName))));

    private PartCoverage Without(string name, Func<(string Subject, string Facet), bool> isOff)
    {
        var breaking = _broken.Where(b => b.Value.Any(isOff)).Select(b => b.Key).Order(StringComparer.Ordinal).ToList();
        var undetected = breaking.Where(f => _broken[f].All(isOff)).ToList();
        return new(name, breaking, undetected, [.. breaking.Except(undetected).Where(f => _named.Contains(f) && !IsNamed(f, isOff))]);
    }

    private bool IsNamed(string fault, Func<(string Subject, string Facet), bool> isOff) =>
        _diagnostician.Diagnose(_evidence.Of(fault, isOff)).Faults.Take(First).Any(f => f.Fault == fault && f.Standing != Standing.Possible);

    private static string BenchmarkOf(string figure) => figure[..figure.IndexOf('/', StringComparison.Ordinal)];
}
