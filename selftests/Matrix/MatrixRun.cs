using System.Collections.Concurrent;
using Kvv.Conformance;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Results;
using Kvv.Conformance.Verdicts;
using Kvv.Evaluation.Benchmarks;
using Kvv.SelfTests.Proofs;
using Kvv.SelfTests.Session;

namespace Kvv.SelfTests.Matrix;

/// <summary>What the suite said about one faulty endpoint. Each is run once in this process, for whichever test asks first.</summary>
internal sealed record MatrixRun(Verdict Verdict, ResultDocument Document, DiagnosisInput Evidence)
{
    private const int AtOnce = 2;

    private static readonly ConcurrentDictionary<string, Lazy<Task<MatrixRun>>> Runs = new(StringComparer.Ordinal);
    private static readonly SemaphoreSlim Slots = new(AtOnce);

    /// <summary>What each check sent, in the registered order of the checks.</summary>
    public required IReadOnlyList<CheckCost> Checks { get; init; }

    /// <summary>The row's benchmarks by themselves, where pre-verification kept the gate closed; else they are in the document.</summary>
    public BenchmarksAlone? Alone { get; init; }

    /// <summary>Every benchmark that ran.</summary>
    public IReadOnlyList<BenchmarkResult> Benchmarks => Alone?.Results ?? Evidence.Benchmarks;

    /// <summary>Broken rules by id.</summary>
    public IEnumerable<string> Failed => Document.Requirements.Where(r => r.Status == "fail").Select(r => r.Id).Distinct();

    /// <summary>Failed figures as <c>benchmark/figure</c>.</summary>
    public IEnumerable<string> FailedFigures => Benchmarks.SelectMany(b => b.Metrics.Where(m => m.Status == MetricStatus.Fail).Select(m => BenchmarkEvidence.NameOf(b.Benchmark.Id, m.Name)));

    /// <summary>The same run, in which no figure and no answer of a benchmark names a fault.</summary>
    public MatrixRun Muted() => this with
    {
        Evidence = Evidence with { Benchmarks = [.. Evidence.Benchmarks.Select(Muted)] },
        Alone = Alone is null ? null : Alone with { Results = [.. Alone.Results.Select(Muted)] },
    };

    /// <summary>Figures that name a fault, those of recommendations included.</summary>
    public IEnumerable<string> NamingFigures(string fault) => Benchmarks.SelectMany(
        b => b.Metrics.Where(m => m.Status is MetricStatus.Fail or MetricStatus.Informative && m.Faults.Contains(fault)).Select(m => BenchmarkEvidence.NameOf(b.Benchmark.Id, m.Name)));

    /// <summary>The run of a row.</summary>
    public static Task<MatrixRun> OfAsync(MatrixRow row, ulong seed = 1) => OfAsync(row.Given, row, seed, row.Benchmarks, null);

    /// <summary>
    /// A run of a row in which no one hears a kind of anomaly, as if nothing looked for it. Only the checks are repeated that break,
    /// or meet the kind, where it is heard.
    /// </summary>
    public static async Task<MatrixRun> DeafAsync(MatrixRow row, string unheard)
    {
        var heard = await OfAsync(row);
        var checks = heard.Checks.Where(c => c.Status == FindingStatus.Fail || c.Replies.Any(r => r.Contains(unheard))).Select(c => c.Requirement).ToHashSet(StringComparer.Ordinal);
        return await OfAsync(row.Given, row, seed: 1, [], new(unheard, checks));
    }

    /// <summary>The run of two faults at once, with the model of a profile and otherwise as the first row says.</summary>
    public static Task<MatrixRun> OfAsync(MatrixRow first, MatrixRow second, string profile) =>
        OfAsync($"{first.Given},{second.Given}", first with { Profile = profile }, seed: 1, [], null);

    /// <summary>A run without faults.</summary>
    public static Task<MatrixRun> HealthyAsync(string profile, ulong seed = 1, params IReadOnlyList<string> benchmarks) =>
        OfAsync("", new MatrixRow("") { Profile = profile }, seed, benchmarks, null);

    private static BenchmarkResult Muted(BenchmarkResult result) => result with
    {
        Metrics = [.. result.Metrics.Select(m => m with { Faults = [] })],
        Trials = [.. result.Trials.Select(t => t with { Faults = [] })],
    };

    private static Task<MatrixRun> OfAsync(string faults, MatrixRow row, ulong seed, IReadOnlyList<string> benchmarks, Deafness? deafness) => Runs.GetOrAdd(
        $"{faults} {row.Profile} {seed} {string.Join(',', benchmarks)} {deafness?.Kind} {string.Join(',', row.Settings.Select(s => $"{s.Key}={s.Value}"))}",
        _ => new(() => RunAsync(faults, row, seed, benchmarks, deafness), LazyThreadSafetyMode.ExecutionAndPublication)).Value;

    private static async Task<MatrixRun> RunAsync(string faults, MatrixRow row, ulong seed, IReadOnlyList<string> benchmarks, Deafness? deafness)
    {
        await Task.Yield();
        // A row that waits for what never answers needs no core meanwhile.
        if (!row.Waits)
            await Slots.WaitAsync();
        try
        {
            using var profile = new ProfileCopy(new() { Profile = row.Profile, EditProfile = row.EditProfile });
            await using var vendor = row.HasPublishedCounts ? await PublishedCounts.StartAsync(profile.Path, faults, seed) : null;
            await using var run = await TestRun.StartDeafAsync(
                deafness is null ? [] : [deafness.Kind],
                [
                    .. vendor?.Settings ?? (faults.Length == 0 ? [] : [("KVV_REFERENCE_FAULTS", faults)]),
                    .. faults.Length == 0 ? Array.Empty<(string, string)>() : [("KVV_MAX_ATTEMPTS", "1")],
                    ("KVV_SEED", $"{seed}"), ("KVV_PROFILE", row.EditProfile is null ? row.Profile : profile.Path), .. row.Settings.Select(s => (s.Key, s.Value)),
                ]);
            await Task.WhenAll(run.Session.Registry.Checks.Where(c => c.Requirement.Category == Category.PreVerification && deafness?.Checks.Contains(c.Requirement.Id) != false).Select(run.Session.JudgeAsync));
            var isShut = benchmarks.Count > 0 && (run.Session.ContactFailure is not null || !(await run.Session.Gate.OpenAsync()).IsOpen);
            foreach (var id in isShut ? [] : benchmarks)
            {
                if ((await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get(id))).Blocked is { } reason)
                    throw new InvalidOperationException($"{id} did not run: {reason}");
            }

            var outcome = run.Session.Complete();
            return new(outcome.Verdict, outcome.Document, outcome.Evidence)
            {
                Checks = CheckCost.Read(run.Session),
                Alone = isShut ? await BenchmarksAlone.RunAsync(benchmarks, profile.Path, faults, seed) : null,
            };
        }
        finally
        {
            if (!row.Waits)
                Slots.Release();
        }
    }

    /// <summary>A kind of anomaly that no one hears, and the checks that are repeated without it.</summary>
    private sealed record Deafness(string Kind, IReadOnlySet<string> Checks);
}
