using Kvv.Conformance.Benchmarks.Reasoning.Channels;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>The bars and limits of a profile for the reasoning benchmarks.</summary>
internal static class ReasoningFigures
{
    /// <summary>The benchmark whose entry in a profile holds the limits of the reasoning channel for all of them.</summary>
    public const string LimitsOf = "generated-problems";

    /// <summary>The bar of one metric of a benchmark, or <see langword="null"/> when it is reported and not judged.</summary>
    public static AccuracyTarget? Bar(this BenchmarkContext context, string benchmark, string metric) =>
        context.Target(benchmark)?.Targets.GetValueOrDefault(metric)?.AccuracyTarget();

    /// <summary>Everything that is judged of replies whatever they were asked: cut ones, and the rules of the channel.</summary>
    public static IEnumerable<IFigure> OfEveryReply(this BenchmarkContext context) =>
    [
        new CompleteAnswers(context.Bar(LimitsOf, CompleteAnswers.Name)),
        .. ChannelRules.All.Select(rule => new ChannelFigure(rule, context.Bar(LimitsOf, rule.Name))),
    ];

    /// <summary>What the rules of the channel need to know of a benchmark.</summary>
    public static ChannelFacts Facts(Dataset dataset, Decoding decoding)
    {
        var chinese = dataset.Samples.Where(s => (string?)s.Data["language"] == "zh").Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        return new(decoding.Thinking, chinese.Contains, decoding.MaxTokens);
    }
}
