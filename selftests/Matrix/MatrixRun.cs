using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Kvv.Conformance;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Results;
using Kvv.Conformance.Verdicts;
using Kvv.SelfTests.Proofs;
using Kvv.SelfTests.Session;

namespace Kvv.SelfTests.Matrix;

/// <summary>What the suite said about one faulty endpoint. Each is run once in this process, for whichever test asks first.</summary>
internal sealed record MatrixRun(Verdict Verdict, ResultDocument Document, DiagnosisInput Evidence)
{
    private const int AtOnce = 2;

    private static readonly ConcurrentDictionary<string, Lazy<Task<MatrixRun>>> Runs = new(StringComparer.Ordinal);
    private static readonly SemaphoreSlim Slots = new(AtOnce);

    /// <summary>Broken rules by id.</summary>
    public IEnumerable<string> Failed => Document.Requirements.Where(r => r.Status == "fail").Select(r => r.Id).Distinct();

    /// <summary>The run of a row.</summary>
    public static Task<MatrixRun> OfAsync(MatrixRow row, ulong seed = 1) => OfAsync(row.Given, row, seed);

    /// <summary>The run of two faults at once, shown as the first row says.</summary>
    public static Task<MatrixRun> OfAsync(MatrixRow first, MatrixRow second) => OfAsync($"{first.Given},{second.Given}", first, seed: 1);

    /// <summary>A run without faults.</summary>
    public static Task<MatrixRun> HealthyAsync(string profile, ulong seed = 1) =>
        StartedOnce($"{profile} {seed}", [("KVV_PROFILE", profile), ("KVV_SEED", $"{seed}")], null, [Category.PreVerification], []);

    private static Task<MatrixRun> OfAsync(string faults, MatrixRow row, ulong seed) => StartedOnce(
        $"{faults} {row.Profile} {seed}",
        [("KVV_REFERENCE_FAULTS", faults), ("KVV_MAX_ATTEMPTS", "1"), ("KVV_PROFILE", row.Profile), ("KVV_SEED", $"{seed}"), .. row.Settings.Select(s => (s.Key, s.Value))],
        row.EditProfile,
        row.Categories,
        row.Benchmarks);

    private static Task<MatrixRun> StartedOnce(string key, (string, string)[] environment, Action<JsonObject>? editProfile, IReadOnlyList<string> categories, IReadOnlyList<string> benchmarks) =>
        Runs.GetOrAdd(key, _ => new(() => RunAsync(environment, editProfile, categories, benchmarks), LazyThreadSafetyMode.ExecutionAndPublication)).Value;

    private static async Task<MatrixRun> RunAsync((string, string)[] environment, Action<JsonObject>? editProfile, IReadOnlyList<string> categories, IReadOnlyList<string> benchmarks)
    {
        await Task.Yield();
        await Slots.WaitAsync();
        try
        {
            using var profile = new ProfileCopy(new() { Profile = environment.Single(e => e.Item1 == "KVV_PROFILE").Item2, EditProfile = editProfile });
            await using var run = await TestRun.StartAsync([.. environment.Where(e => e.Item1 != "KVV_PROFILE"), ("KVV_PROFILE", editProfile is null ? Path.GetFileNameWithoutExtension(profile.Path) : profile.Path)]);
            await Task.WhenAll(run.Session.Registry.Checks.Where(c => categories.Contains(c.Requirement.Category)).Select(run.Session.JudgeAsync));
            foreach (var id in benchmarks)
                await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get(id));
            var outcome = run.Session.Complete();
            return new(outcome.Verdict, outcome.Document, outcome.Evidence);
        }
        finally
        {
            Slots.Release();
        }
    }
}
