using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.ToolCalls.Probes;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Tasks with the activation that faults of tool calls need and pre-verification does not give them: larger arguments, more
/// calls and streams at once, longer lists of tools, more turns, more tries.
/// </summary>
internal sealed class ToolProbes : IBenchmarkDefinition
{
    private const string Version = "2026-11";

    public string Id => "tool-probes";

    public string Category => Conformance.Category.ToolCall;

    public string Title => "Faults of tool calls, each with the activation it needs";

    public bool RunsIn(Tier tier) => true;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        var probes = Probes(context.Settings.Tier);
        var samples = probes.Select(p => new Sample(p.Id, new JsonObject { ["title"] = p.Title })).ToList();
        return Preparation.Of(new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = new(Id, Version, samples),
            Play = new ToolProbePlay(probes.ToDictionary(p => p.Id, StringComparer.Ordinal), new ProbeDesk(context, target.Decoding)),
            Judge = new ToolProbeJudge(probes),
            Epochs = probes.Max(p => p.Tries),
            Order = [.. probes.SelectMany((p, item) => Enumerable.Range(0, p.Tries).Select(t => new TrialSlot(item, t)))],
            ExpectedSeconds = 10,
        });
    }

    /// <summary>The probes of a tier; the largest arguments cost tens of thousands of tokens and wait for a larger one.</summary>
    public static IReadOnlyList<ToolProbe> Probes(Tier tier) =>
    [
        .. Sizes(tier).Select(ArgumentProbes.Large),
        ArgumentProbes.LiteralValues,
        ArgumentProbes.DeclaredOrder,
        ArgumentProbes.OptionalArguments,
        ParallelProbes.SeveralCalls,
        ParallelProbes.UnderLoad,
        ParallelProbes.LongCatalogue,
        ParallelProbes.OneCallOnly,
        StreamProbes.WordsBeforeCall,
        StreamProbes.StrayText,
        StreamProbes.StreamedArguments,
        HistoryProbes.OwnIds,
        HistoryProbes.ForeignIds,
        HistoryProbes.ForeignIdSpelling,
    ];

    private static int[] Sizes(Tier tier) => tier switch { Tier.Smoke => [4, 16], Tier.Standard => [4, 8, 16, 32], _ => [4, 8, 16, 32, 64] };
}
