using Kvv.Agents.Loop;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Benchmarks.Agentic;

/// <summary>How a profile plays episodes: its decoding, and whether reasoning goes back.</summary>
internal static class AgentPlans
{
    /// <summary>A plan without a system message; the episodes bring theirs.</summary>
    /// <param name="context">Profile and requests.</param>
    /// <param name="decoding">How replies are drawn.</param>
    /// <param name="limits">Where an episode ends at the latest.</param>
    public static AgentPlan Plan(this BenchmarkContext context, Decoding decoding, AgentLimits limits) => new()
    {
        System = "",
        Request = messages => context.Request(messages, decoding),
        // Where the echo is optional it still helps: models that think between calls were trained with it.
        EchoReasoning = context.Profile.Thinking.ReasoningFields.Count > 0,
        ThinkingExpected = decoding.Thinking == ThinkingMode.On,
        Redact = new Redactor([context.Settings.ApiKey, .. context.Settings.ExtraHeaders.Values]).Redact,
        Limits = limits,
    };
}
