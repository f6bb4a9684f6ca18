using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>Single benchmarks on a reference endpoint of their own, without pre-verification.</summary>
internal static class EmbeddedRun
{
    public static string Fixtures { get; } = Path.Combine(RepositoryRoot.Path, "fixtures");

    public static async Task<BenchmarkResult> RunAsync(
        string benchmark, string profile = "kimi-k2.6", string faults = "", ulong seed = 1, double skill = 1, params (string Variable, string Value)[] environment)
    {
        await using var endpoint = await StartAsync(profile, faults, seed, skill);
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            using var bench = new BenchmarkBench(Settings(endpoint, profile, folder, environment), Fixtures, Path.Combine(folder, "work"));
            if (bench.Prepare(BenchmarkRegistry.Get(benchmark)) is not Preparation.Ready ready)
                throw new InvalidOperationException($"{benchmark} is not ready for {profile}.");
            var result = await bench.RunAsync(ready.Benchmark, null, CancellationToken.None);
            await TestContext.Out.WriteLineAsync($"{benchmark} {profile} {faults} seed {seed}: {string.Join(" | ", result.Metrics.Select(m => $"{m.Name} {m.Value:0.000} {m.Status}: {m.Explanation}"))}; replies {string.Join(", ", bench.Replies.Kinds().Select(k => $"{k.Key} {k.Value}"))}");
            foreach (var wrong in result.Trials.Where(t => !(t.Value >= 1)).Take(5))
                await TestContext.Out.WriteLineAsync($"  {wrong.Sample}: {wrong.Explanation} [{string.Join(", ", wrong.Faults)}]");
            return result;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static Task<ReferenceEndpoint> StartAsync(string profile, string faults = "", ulong seed = 1, double skill = 1) => ReferenceEndpoint.StartAsync(new ReferenceOptions
    {
        ProfilePath = Path.Combine(Fixtures, "models", profile + ".json"),
        AnswerKeyFolders = [Path.Combine(Fixtures, "reasoning"), Path.Combine(Fixtures, "tool-call")],
        Faults = faults,
        Seed = seed,
        Skill = skill,
        ModelName = profile + "-reference",
    });

    public static ConformanceSettings Settings(ReferenceEndpoint endpoint, string profile, string folder, params (string Variable, string Value)[] environment) =>
        Settings(endpoint.BaseUrl, endpoint.ModelId, profile, folder, environment);

    public static ConformanceSettings Settings(Uri baseUrl, string model, string profile, string folder, params (string Variable, string Value)[] environment)
    {
        var variables = environment.ToDictionary(e => e.Variable, e => e.Value, StringComparer.Ordinal);
        variables.TryAdd("KVV_BASE_URL", baseUrl.ToString());
        variables.TryAdd("KVV_MODEL", model);
        variables.TryAdd("KVV_PROFILE", profile);
        variables.TryAdd("KVV_MAX_ATTEMPTS", "1");
        variables.TryAdd("KVV_RUN_DIRECTORY", folder);
        return new SettingsReader(new Dictionary<string, string>(), variables, RepositoryRoot.Path).Read();
    }
}
