using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Planning;

/// <summary>What one benchmark is expected to need.</summary>
/// <param name="Id">The benchmark.</param>
/// <param name="Trials">Trials at most; a benchmark with a stop rule usually needs fewer.</param>
/// <param name="MayStopEarly">Whether it has a stop rule.</param>
/// <param name="PromptTokens">Expected prompt tokens of one trial.</param>
/// <param name="CompletionTokens">Expected completion tokens of one trial, reasoning included.</param>
/// <param name="Seconds">Expected seconds of one trial.</param>
/// <param name="Basis">What the expectation rests on, as a clause for people.</param>
public sealed record BenchmarkEstimate(
    string Id, int Trials, bool MayStopEarly, double PromptTokens, double CompletionTokens, double Seconds, string Basis)
{
    /// <summary>What its judgement can show over all trials; <see langword="null"/> when that cannot be said before the run.</summary>
    public PlannedPower? Power { get; init; }

    /// <summary>How an endpoint equal to the reference, and a clearly worse one, end early; empty when every trial is made.</summary>
    public IReadOnlyList<EarlyEnd> EarlyEnds { get; init; } = [];

    // Ten points are what a wrong engine, a lost mode or a four-bit copy costs; twice the margin where that is more.
    private const double ClearlyWorse = 0.1;

    // Share of the token cap that answers use in the mean: thinking models rarely come near it.
    private const double ShareOfCapThinking = 0.25;
    private const double ShareOfCapPlain = 0.1;
    private const double TokensWithoutCap = 2000;

    // A single stream of a served model of this size, where nothing was measured.
    private const double AssumedTokensPerSecond = 40;
    private const double AssumedFirstTokenSeconds = 2;

    // Enough items to know the mean length of a prompt; each may hold pictures that must be read.
    private const int Sampled = 16;

    /// <summary>Estimates from earlier runs where there are any, else from the decoding.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="decoding">The profile's decoding for it, or <see langword="null"/>.</param>
    /// <param name="earlier">What earlier runs measured.</param>
    public static BenchmarkEstimate Of(Benchmark benchmark, Decoding? decoding, EarlierRuns earlier)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentNullException.ThrowIfNull(earlier);
        var measured = earlier.Benchmark(benchmark.Id);
        var thinks = decoding?.Thinking == ThinkingMode.On;
        var completion = measured?.CompletionTokens
            ?? (decoding?.MaxTokens is { } cap ? cap * (thinks ? ShareOfCapThinking : ShareOfCapPlain) : TokensWithoutCap);
        var speed = measured?.TokensPerSecond ?? earlier.TokensPerSecond;
        var seconds = AssumedFirstTokenSeconds + (completion / (speed ?? AssumedTokensPerSecond));
        return new(
            benchmark.Id, benchmark.Trials, benchmark.StopRule is not null,
            measured?.PromptTokens ?? MeanPrompt(benchmark), completion, seconds,
            (measured is null ? $"a {(thinks ? "quarter" : "tenth")} of the token cap" : "earlier runs") + (speed is null ? $" at an assumed {AssumedTokensPerSecond:0} tokens/s" : " at measured speed"))
        {
            Power = PlannedPower.Of(benchmark),
            EarlyEnds = Ends(benchmark),
        };
    }

    private static IReadOnlyList<EarlyEnd> Ends(Benchmark benchmark)
    {
        if (benchmark.Target is not { } target)
            return [];
        double[] losses = [0, Math.Max(ClearlyWorse, 2 * target.Margin)];
        return [.. losses.Where(loss => loss < target.Reference).Select(loss => (Loss: loss, Trials: benchmark.TrialsAt(loss))).Where(e => e.Trials is not null).Select(e => new EarlyEnd(target.Reference - e.Loss, e.Trials!.Value))];
    }

    private static double MeanPrompt(Benchmark benchmark)
    {
        var samples = benchmark.Dataset.Samples;
        if (samples.Count == 0)
            return 0;
        var step = Math.Max(1, samples.Count / Sampled);
        return samples.Where((_, i) => i % step == 0).Average(s => PromptEstimate.Of(benchmark.Play.FirstRequest(s, epoch: 0)));
    }
}

/// <summary>Where an endpoint of known quality ends a benchmark that may stop early.</summary>
/// <param name="Accuracy">Its share of right answers.</param>
/// <param name="Trials">Expected trials.</param>
public sealed record EarlyEnd(double Accuracy, double Trials);
