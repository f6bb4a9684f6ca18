using System.Globalization;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Benchmarks.Multimodal;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.ReferenceVendor;
using Kvv.ReferenceVendor.Vision;
using Kvv.Wire;

namespace Kvv.SelfTests.Multimodal;

/// <summary>The vision probes against an embedded endpoint, without the rest of a run.</summary>
internal static class VisionRun
{
    public static string Fixtures { get; } = Path.Combine(RepositoryRoot.Path, "fixtures");

    public static BenchmarkContext Context(string profile, string model, bool servesPictures = false)
    {
        var contract = new ProfileStore(Path.Combine(Fixtures, "models")).Load(profile);
        var settings = new SettingsReader(new Dictionary<string, string>(), servesPictures ? new Dictionary<string, string> { ["KVV_PICTURE_SERVER"] = "on" } : [], RepositoryRoot.Path).Read();
        return new(new ProbeContext(contract, model, contract.Dialect, 1, HasKey: false), settings, Fixtures);
    }

    /// <summary>Runs all probes and draws the figures; with a rule for addresses also those that give pictures by their address.</summary>
    public static async Task<BenchmarkResult> PlayAsync(
        string faults = "", string profile = "kimi-k2.6", ulong seed = 1, double skill = 1, PictureAddresses? addresses = null)
    {
        await using var endpoint = await ReferenceEndpoint.StartAsync(new()
        {
            ProfilePath = Path.Combine(Fixtures, "models", profile + ".json"),
            AnswerKeyFolders = [Path.Combine(Fixtures, "multimodal")],
            Faults = faults,
            Seed = seed,
            Skill = skill,
            PictureAddresses = addresses ?? PictureAddresses.Refused,
        });
        return await PlayAsync(endpoint.BaseUrl, endpoint.ModelId, profile, addresses is not null);
    }

    /// <summary>Runs all probes against an endpoint that is already there.</summary>
    public static async Task<BenchmarkResult> PlayAsync(Uri baseUrl, string model, string profile, bool servesPictures)
    {
        using var transport = new ChatTransport(new EndpointOptions { BaseUrl = baseUrl }, TimeProvider.System, new Random(1));
        using var slots = new RequestSlots(8);
        using var trials = new RequestSlots(8);
        var limits = new ExchangeLimits { MaxAttempts = 1 };
        var scheduler = new TrialScheduler(trials, async (request, _, cancellationToken) =>
        {
            using var slot = await slots.TakeAsync(cancellationToken);
            return await transport.SendAsync(request, limits, cancellationToken);
        });
        var benchmark = ((Preparation.Ready)new VisionProbes().Prepare(Context(profile, model, servesPictures))).Benchmark;
        var folder = Directory.CreateTempSubdirectory("kvv-vision-");
        try
        {
            using var journal = TrialJournal.Open(Path.Combine(folder.FullName, "vision-probes.jsonl"), text => text);
            var run = await scheduler.RunAsync(benchmark, journal, null, CancellationToken.None);
            return new() { Benchmark = benchmark, Trials = run.Trials, StopReason = run.StopReason, Metrics = benchmark.Judge.Judge(run.Trials) };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The figures and every probe that was not answered rightly, for a failure's message.</summary>
    public static string Describe(BenchmarkResult result) => string.Join('\n', result.Metrics.Take(2).Select(m => $"{m.Name} {m.Status}: {m.Explanation}")
        .Concat(result.Trials.Where(t => t.Value is null or < 1).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Sample}: {t.Value} \"{t.Answer}\" {t.Explanation} [{string.Join(",", t.Faults)}]"))));
}
