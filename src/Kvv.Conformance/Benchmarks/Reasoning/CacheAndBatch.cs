using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.Reasoning.Probes;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>
/// What prefix cache and batching do to answers: short series of requests whose right answers are known, each ending in a named
/// finding or in none.
/// </summary>
internal sealed class CacheAndBatch : IBenchmarkDefinition
{
    public string Id => "cache-and-batch";

    public string Category => Conformance.Category.Reasoning;

    public string Title => "Answers from warm caches and full batches";

    public bool RunsIn(Tier tier) => true;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        var window = context.Profile.ContextWindow?.Tokens;
        var probes = Series(context.Settings.Tier, context.Settings.Seed, window is { } tokens ? (long)tokens : null)
            .Concat(Switches(context, target.Decoding)).ToDictionary(p => p.Id, StringComparer.Ordinal);
        var bar = target.AccuracyTarget();
        return Preparation.Of(new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = new(Id, string.Create(CultureInfo.InvariantCulture, $"1 seed {context.Settings.Seed}"), [.. probes.Keys.Select(id => new Sample(id, new JsonObject { ["id"] = id }))]),
            Play = new CacheProbePlay(probes, (messages, variant) =>
            {
                var request = context.Request(messages, variant?.Change(target.Decoding) ?? target.Decoding);
                return variant?.Seed is { } number ? request.With("seed", number) : request;
            }),
            Judge = new CacheJudge(bar),
            Target = bar,
            JudgesShare = false,
            ExpectedSeconds = 60,
        });
    }

    /// <summary>Series that send what not every profile allows.</summary>
    private static IEnumerable<ICacheProbe> Switches(BenchmarkContext context, Decoding decoding)
    {
        var (alone, together, pairs) = context.Settings.Tier == Tier.Smoke ? (2, 8, 3) : (3, 16, 6);
        yield return new EqualRepetition(context.Settings.Seed, alone, together, context.Profile.Rule("temperature", decoding.Thinking)?.Allows(0) == true);
        if (context.Profile.Thinking.Modes.Count > 1)
            yield return new ThinkingSwitched(context.Settings.Seed, pairs, headTokens: 300);
    }

    private static IEnumerable<ICacheProbe> Series(Tier tier, ulong seed, long? window)
    {
        var (times, prompt, turns, together, rounds) = tier switch
        {
            Tier.Smoke => (2, 600, 4, 6, 2),
            Tier.Standard => (3, 1_500, 6, 8, 5),
            _ => (5, 2_000, 10, 16, 10),
        };
        // First, while the server may still be fresh.
        yield return new Canaries(seed, tier == Tier.Smoke ? 4 : 6, tier == Tier.Smoke ? 5 : 25);
        for (var i = 1; i <= times; i++)
        {
            yield return new ColdAndWarm(seed, i, prompt);
            yield return new GrownConversation(seed, i, turns);
            yield return new Repetition(seed, i, 3, together);
            yield return new PrivateSecrets(seed, i, together, rounds);
        }

        int[] rungs = tier switch
        {
            Tier.Smoke => [300, 2_400],
            Tier.Standard => [500, 2_000, 8_000, 32_000],
            _ => [500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 200_000],
        };
        yield return new LengthLadder(seed, [.. rungs.Where(r => r * 1.25 <= (window ?? 8_192))]);
    }
}
