using Kvv.Conformance.Probing;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Baselines;

/// <summary>A folder of recorded baselines (the setting <c>Baselines</c>).</summary>
/// <param name="folder">The folder.</param>
public sealed class BaselineFolder(string folder)
{
    /// <summary>
    /// The benchmark, compared with its baseline where the folder has one. A baseline of other items, or of a reference endpoint
    /// for a run on a real one, is not used, and the result says why.
    /// </summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="context">Model and profile of the run.</param>
    /// <exception cref="InvalidDataException">The baseline cannot be read.</exception>
    public Benchmark Attach(Benchmark benchmark, ProbeContext context)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentNullException.ThrowIfNull(context);
        var path = Path.Combine(folder, BaselineFile.NameOf(benchmark.Id, context.Profile.Name));
        if (!File.Exists(path))
            return benchmark;
        var baseline = BaselineFile.Read(path);
        return benchmark with { Judge = new BaselineJudge(benchmark, baseline, Unusable(baseline, benchmark, context)) };
    }

    private static string? Unusable(BaselineFile baseline, Benchmark benchmark, ProbeContext context)
    {
        if (baseline.Benchmark != benchmark.Id || baseline.Profile != context.Profile.Name)
            return $"the recorded baseline is of {baseline.Benchmark} and {baseline.Profile}";
        if (baseline.Dataset.Name != benchmark.Dataset.Name || baseline.Dataset.Revision != benchmark.Dataset.Revision)
            return $"the recorded baseline is of other items ({baseline.Dataset.Name} {baseline.Dataset.Revision}); record it anew with `kvv baseline record {benchmark.Id}`";
        return baseline.Endpoint.IsReference && !BaselineRecording.IsReference(context.Model)
            ? "the recorded baseline is of a reference endpoint, which says nothing about any vendor"
            : null;
    }
}
