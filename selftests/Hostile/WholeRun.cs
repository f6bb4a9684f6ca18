using Kvv.Conformance.Benchmarks;
using Kvv.SelfTests.Session;

namespace Kvv.SelfTests.Hostile;

/// <summary>The whole suite at its smallest tier against a healthy vendor, and what that vendor saw of it.</summary>
/// <param name="Seen">Every request, in the order of arrival.</param>
/// <param name="BySender">The same by who sent them: a benchmark's id, or pre-verification.</param>
/// <param name="Answers">What a vendor could have written down.</param>
internal sealed record WholeRun(IReadOnlyList<SeenRequest> Seen, ILookup<string, SeenRequest> BySender, IReadOnlyList<KeptAnswer> Answers)
{
    public const string PreVerification = "pre-verification";

    /// <summary>The benchmarks that need nothing but the endpoint.</summary>
    public static readonly IReadOnlyList<string> Benchmarks =
        ["basics", "generated-problems", "long-output", "cache-and-batch", "tool-schema", "tool-calls", "tool-probes", "service-desk", "vision-probes"];

    private static readonly Dictionary<ulong, Lazy<Task<WholeRun>>> Runs = new() { [Own] = new(() => RunAsync(Own)), [Other] = new(() => RunAsync(Other)) };

    /// <summary>A seed that a user drew.</summary>
    public const ulong Own = 7_310_942_266_103;

    /// <summary>Another.</summary>
    public const ulong Other = 88_120_507_331;

    /// <summary>The run of a seed, once in this process.</summary>
    public static Task<WholeRun> OfAsync(ulong seed) => Runs[seed].Value;

    private static async Task<WholeRun> RunAsync(ulong seed)
    {
        await using var good = await Deployment.StartAsync(seed);
        await using var front = await Storefront.OpenAsync(_ => good);
        var senders = new List<(string Sender, SeenRequest Request)>();
        await using var run = await TestRun.StartAsync(("KVV_BASE_URL", front.BaseUrl.ToString()), ("KVV_MODEL", Deployment.Model), ("KVV_SEED", $"{seed}"), ("KVV_API_KEY", Deployment.Key));
        await Task.WhenAll(run.Session.Registry.Checks.Select(run.Session.JudgeAsync));
        Settle(PreVerification);
        foreach (var id in Benchmarks)
        {
            if ((await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get(id))).Blocked is { } reason)
                throw new InvalidOperationException($"{id} did not run: {reason}");
            Settle(id);
        }

        return new(front.Seen, senders.ToLookup(s => s.Sender, s => s.Request), good.Answers);

        void Settle(string sender) => senders.AddRange(front.Seen.Skip(senders.Count).Select(s => (sender, s)));
    }
}
