using System.Globalization;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;

namespace Kvv.Conformance.Planning;

/// <summary>What a whole verification is expected to cost, before anything is spent.</summary>
/// <param name="PreVerification">The checks before the benchmarks.</param>
/// <param name="Benchmarks">Each benchmark of the tier that can be run.</param>
/// <param name="Missing">Benchmarks of the tier that cannot be run, with the reason.</param>
/// <param name="Settings">Concurrency, prices and shard.</param>
public sealed record VerificationPlan(
    PreVerificationPlan PreVerification, IReadOnlyList<BenchmarkEstimate> Benchmarks, IReadOnlyList<(string Id, string Reason)> Missing, ConformanceSettings Settings)
{
    private double Share => 1.0 / (Settings.Shard?.Count ?? 1);

    /// <summary>Requests at most, retries not included; a trial of several turns counts once.</summary>
    public long Requests => PreVerification.Requests + (long)(Share * Benchmarks.Sum(b => (double)b.Trials));

    /// <summary>Expected prompt tokens.</summary>
    public long PromptTokens => PreVerification.PromptTokens + (long)(Share * Benchmarks.Sum(b => b.Trials * b.PromptTokens));

    /// <summary>Expected completion tokens.</summary>
    public long CompletionTokens => PreVerification.CompletionTokens + (long)(Share * Benchmarks.Sum(b => b.Trials * b.CompletionTokens));

    /// <summary>Expected seconds of the benchmarks at full concurrency; never less than their longest trial.</summary>
    public double Seconds => Benchmarks.Count == 0 ? 0 : Math.Max(Benchmarks.Max(b => b.Seconds), Share * Benchmarks.Sum(b => b.Trials * b.Seconds) / Settings.Concurrency);

    /// <summary>Expected cost, or <see langword="null"/> when no price is set.</summary>
    public decimal? Cost => Budget.Cost(Settings, PromptTokens, CompletionTokens);

    /// <summary>Estimates a tier; sends nothing.</summary>
    /// <param name="context">Profile, settings and data.</param>
    /// <param name="costs">The costs of the checks.</param>
    /// <param name="earlier">What earlier runs measured.</param>
    /// <param name="prepare">Makes a benchmark, or says why it cannot be run.</param>
    public static VerificationPlan Estimate(BenchmarkContext context, CostTable costs, EarlierRuns earlier, Func<IBenchmarkDefinition, Preparation> prepare)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(prepare);
        var estimates = new List<BenchmarkEstimate>();
        var missing = new List<(string, string)>();
        foreach (var definition in BenchmarkRegistry.All.Where(d => d.RunsIn(context.Settings.Tier)))
        {
            try
            {
                if (prepare(definition) is Preparation.Ready ready)
                    estimates.Add(BenchmarkEstimate.Of(ready.Benchmark, context.Target(definition.Id)?.Decoding, earlier));
                else if (prepare(definition) is Preparation.NotReady not)
                    missing.Add((definition.Id, not.Reason));
            }
            catch (InvalidDataException e)
            {
                // The run itself says it again, and then it matters.
                missing.Add((definition.Id, e.Message));
            }
        }

        return new(PreVerificationPlan.Estimate(costs, context.Profile), estimates, missing, context.Settings);
    }

    /// <summary>The plan for people.</summary>
    public IEnumerable<string> Lines()
    {
        var shard = Settings.Shard is { } part ? $", shard {part}" : "";
        yield return Text($"Plan for tier {Settings.Tier.ToString().ToLowerInvariant()}{shard}: {PreVerification.Requests:N0} requests before the benchmarks, then up to {Share * Benchmarks.Sum(b => (double)b.Trials):N0} trials of {Benchmarks.Count} benchmarks");
        foreach (var b in Benchmarks)
        {
            yield return Text($"  {b.Id}: {b.Trials:N0} trials{(b.MayStopEarly ? " at most" : "")}, about {b.PromptTokens:N0} tokens in and {b.CompletionTokens:N0} out each, {RunProgress.Span(b.Seconds)} each (by {b.Basis})");
            foreach (var line in Decides(b))
                yield return line;
        }

        foreach (var (id, reason) in Missing)
            yield return Text($"  {id}: not run, {reason}");
        yield return Text($"  together about {PromptTokens:N0} tokens in and {CompletionTokens:N0} out{(Cost is { } cost ? Text($", cost about {cost:N2}") : ", cost unknown (set PriceInput and PriceOutput)")}, about {RunProgress.Span(Seconds)} of benchmarks at concurrency {Settings.Concurrency}");
    }

    /// <summary>What the benchmark can show, and what it costs where early stopping settles it.</summary>
    private IEnumerable<string> Decides(BenchmarkEstimate b)
    {
        if (b.Power is { } power)
            yield return Text($"    power over all {power.Trials:N0} trials: an endpoint at {power.Reference:0.000} passes with {power.Passes * 100:0} %, one at {power.Reference - power.Margin:0.000} fails with {power.Fails * 100:0} %");
        else
            yield return "    power: not stated, as no share of right answers over its trials is held against a figure";
        if (b.EarlyEnds.Count > 0)
            yield return $"    stopping early: {string.Join(", ", b.EarlyEnds.Select(e => Text($"at {e.Accuracy:0.000} after about {e.Trials:N0} trials ({Spent(b, e.Trials)})")))}";
    }

    private string Spent(BenchmarkEstimate b, double trials)
    {
        var (input, output) = ((long)(trials * b.PromptTokens), (long)(trials * b.CompletionTokens));
        return Text($"{input + output:N0} tokens{(Budget.Cost(Settings, input, output) is { } cost ? Text($", cost about {cost:N2}") : "")}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
