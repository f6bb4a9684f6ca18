using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>One short series of requests that ends in a named finding about cache or batch.</summary>
internal interface ICacheProbe
{
    /// <summary>Stable id of the item.</summary>
    string Id { get; }

    /// <summary>Everything that decides the requests, as text.</summary>
    string Describe();

    /// <summary>The messages of the first request.</summary>
    JsonArray First();

    /// <summary>Plays the series.</summary>
    /// <param name="ask">Sends a conversation and returns the exchange.</param>
    Task<ProbeOutcome> PlayAsync(Ask ask);
}

/// <summary>Sends a conversation.</summary>
/// <param name="messages">The conversation.</param>
/// <param name="step">What it is within the series.</param>
/// <param name="variant">How it differs from the benchmark's decoding, or <see langword="null"/>.</param>
internal delegate Task<Exchange> Ask(JsonArray messages, string step, Variant? variant = null);

/// <summary>How one request of a series is drawn otherwise than the benchmark's.</summary>
/// <param name="Change">Changes the benchmark's decoding.</param>
/// <param name="Seed">A seed to send, or <see langword="null"/> for none.</param>
internal sealed record Variant(Func<Decoding, Decoding> Change, long? Seed = null)
{
    /// <summary>Thinking switched, with the sampling that the server has for it.</summary>
    public static Variant Thinking(ThinkingMode mode) =>
        new(d => d with { Thinking = mode, Temperature = null, TopP = null, Effort = mode == d.Thinking ? d.Effort : null, Keep = mode == d.Thinking ? d.Keep : null });

    /// <summary>Temperature 0.</summary>
    public static Variant Greedy { get; } = new(d => d with { Temperature = 0 });

    /// <summary>The benchmark's own sampling with a seed.</summary>
    public static Variant Seeded(long seed) => new(d => d, seed);
}

/// <summary>How a series ended.</summary>
/// <param name="Kind">Clean, a finding, or nothing that can be concluded.</param>
/// <param name="Explanation">One sentence.</param>
internal sealed record ProbeOutcome(ProbeKind Kind, string Explanation)
{
    /// <summary>The faults it suggests, the likeliest first.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Whether a finding rests on more than one wrong answer; a single one may be a slip of the model.</summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>What was measured.</summary>
    public JsonObject? Details { get; init; }

    public static ProbeOutcome Clean(string explanation) => new(ProbeKind.Clean, explanation);

    public static ProbeOutcome Found(string explanation, params IReadOnlyList<string> faults) => new(ProbeKind.Finding, explanation) { Faults = faults };

    /// <summary>The model gets it wrong without any cache or company: the series says nothing about either.</summary>
    public static ProbeOutcome Inconclusive(string explanation) => new(ProbeKind.Inconclusive, explanation);
}

/// <summary>The kinds of outcome.</summary>
internal enum ProbeKind
{
    Clean,
    Finding,
    Inconclusive,
}
