using System.Collections.Concurrent;
using Kvv.Conformance.Baselines;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Planning;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Session;

/// <summary>The benchmarks of the registry as made for this run, each once: the plan and the run look at the same data set.</summary>
internal sealed class BenchmarkShelf(BenchmarkContext context)
{
    private readonly ConcurrentDictionary<string, Lazy<Preparation>> _prepared = new(StringComparer.Ordinal);
    private VerificationPlan? _plan;

    public Preparation Prepare(IBenchmarkDefinition definition) =>
        _prepared.GetOrAdd(definition.Id, _ => new(() => BaselineFolder.Attached(definition.Prepare(context), context))).Value;

    /// <summary>What the tier is expected to cost.</summary>
    public VerificationPlan Plan(EndpointInfo endpoint)
    {
        var earlier = EarlierRuns.Read(context.Settings.RunDirectory, context.Profile.Name, endpoint.BaseUrl, endpoint.Model);
        return _plan = VerificationPlan.Estimate(context, CostTable.Load(context.FixturesFolder), earlier, Prepare);
    }

    /// <summary>The benchmark with the duration that the plan expects: the scheduler starts with it, and learns from there.</summary>
    public Benchmark Expecting(Benchmark benchmark) => _plan?.Benchmarks.FirstOrDefault(b => b.Id == benchmark.Id) is { } estimate
        ? benchmark with { ExpectedSeconds = estimate.Seconds }
        : benchmark;
}
