using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Tests.Running;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// Benchmarks on a faulty endpoint whose gate pre-verification has closed: what they and the rules of every reply would say if it
/// had been open, as it is for a fault that comes and goes.
/// </summary>
/// <param name="Results">The benchmarks, in the order in which they ran.</param>
/// <param name="Evidence">What they and the rules of every reply saw.</param>
/// <param name="Diagnosis">What the diagnosis makes of that.</param>
internal sealed record BenchmarksAlone(IReadOnlyList<BenchmarkResult> Results, DiagnosisInput Evidence, DiagnosisResult Diagnosis)
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    private static readonly Lazy<Diagnostician> Diagnostician = new(() => new(FaultCatalogue.Load(Fixtures), SignatureTable.Load(Fixtures)));

    private static readonly Lazy<RequirementCatalogue> Catalogue = new(() => RequirementCatalogue.Load(Fixtures));

    /// <summary>Runs benchmarks one after another.</summary>
    /// <param name="benchmarks">Their ids.</param>
    /// <param name="profilePath">The profile's file.</param>
    /// <param name="faults">The faults, as <c>--faults</c> takes them.</param>
    /// <param name="seed">The run's seed.</param>
    public static async Task<BenchmarksAlone> RunAsync(IReadOnlyList<string> benchmarks, string profilePath, string faults, ulong seed)
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            List<BenchmarkResult> results = [];
            List<Conformance.Findings.Finding> findings = [];
            var anomalies = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var id in benchmarks)
            {
                await using var endpoint = await EmbeddedEndpoint.StartAsync(new(profilePath, Fixtures, faults, seed, null, FetchesPictures: false), CancellationToken.None);
                using var bench = new BenchmarkBench(Settings(endpoint, profilePath, folder, seed), Fixtures, Path.Combine(folder, id));
                if (bench.Prepare(BenchmarkRegistry.Get(id)) is not Preparation.Ready ready)
                    throw new InvalidOperationException($"{id} is not ready for {profilePath}.");
                results.Add(await bench.RunAsync(ready.Benchmark, null, CancellationToken.None));
                findings.AddRange(new AlwaysOnRules(Catalogue.Value, bench.Replies).JudgeAll());
                foreach (var (kind, count) in bench.Replies.Kinds())
                    anomalies[kind] = anomalies.GetValueOrDefault(kind) + count;
            }

            var evidence = new DiagnosisInput(findings, anomalies, results, []);
            return new(results, evidence, Diagnostician.Value.Diagnose(evidence));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ConformanceSettings Settings(IEmbeddedEndpoint endpoint, string profilePath, string folder, ulong seed) => new SettingsReader(
        new Dictionary<string, string>(),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["KVV_BASE_URL"] = endpoint.BaseUrl.ToString(),
            ["KVV_MODEL"] = endpoint.Model,
            ["KVV_PROFILE"] = profilePath,
            ["KVV_MAX_ATTEMPTS"] = "1",
            ["KVV_SEED"] = $"{seed}",
            ["KVV_RUN_DIRECTORY"] = folder,
        },
        RepositoryRoot.Path).Read();
}
