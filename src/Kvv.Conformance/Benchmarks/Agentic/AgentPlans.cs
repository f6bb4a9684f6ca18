using Kvv.Agents.Loop;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Results;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.Agentic;

/// <summary>How a profile plays episodes: its decoding, whether reasoning goes back, and the benchmark they make.</summary>
internal static class AgentPlans
{
    /// <summary>A plan without a system message; the episodes bring theirs.</summary>
    /// <param name="context">Profile and requests.</param>
    /// <param name="decoding">How replies are drawn.</param>
    /// <param name="limits">Where an episode ends at the latest.</param>
    /// <param name="isOwn">Whether the episodes are this repository's, whose prompts vary with the seed.</param>
    public static AgentPlan Plan(this BenchmarkContext context, Decoding decoding, AgentLimits limits, bool isOwn = false) => new()
    {
        System = "",
        Request = messages => isOwn ? context.OwnRequest(messages, decoding) : context.Request(messages, decoding),
        // Where the echo is optional it still helps: models that think between calls were trained with it.
        EchoReasoning = context.Profile.Thinking.ReasoningFields.Count > 0,
        ThinkingExpected = decoding.Thinking == ThinkingMode.On,
        Redact = new Redactor([context.Settings.ApiKey, .. context.Settings.ExtraHeaders.Values]).Redact,
        Limits = limits,
    };

    /// <summary>The benchmark of a set of episodes.</summary>
    /// <param name="definition">What it is called.</param>
    /// <param name="target">The profile's figures; without any the success rate is reported and held against nothing.</param>
    /// <param name="dataset">The episodes.</param>
    /// <param name="book">How they are opened and scored.</param>
    /// <param name="seconds">Expected seconds of one episode before anything was learned.</param>
    public static Benchmark Episodes(this IBenchmarkDefinition definition, BenchmarkTarget target, Dataset dataset, IEpisodeBook book, double seconds)
    {
        var bar = target.Baseline is null && target.Threshold is null ? null : target.AccuracyTarget();
        return new()
        {
            Id = definition.Id,
            Category = definition.Category,
            Dataset = dataset,
            Play = new EpisodePlay(book, TimeProvider.System),
            Judge = new EpisodeJudge(bar),
            Target = bar,
            Epochs = target.Epochs ?? 1,
            ExpectedSeconds = seconds,
        };
    }
}
