namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary>The registry's rows of this stage.</summary>
internal static class SamplingRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("sa-temperature-ignored", "Whatever the temperature, every sample is the same.", () => new TemperatureIgnored()),
        new("sa-default-greedy", "Without a temperature every sample is the same.", () => new DefaultGreedy()),
        new("sa-seed-ignored-in-batch", "Beside other requests a seeded request no longer repeats.", () => new SeedIgnoredInBatch(), "concurrency>=2"),
        new("sa-n-ignored", "One choice comes back whatever n asks for.", () => new ChoicesIgnored()),
        new("sa-max-completion-tokens-ignored", "max_completion_tokens has no effect.", () => new MaxCompletionTokensIgnored()),
        new("sa-max-tokens-ignored", "max_tokens has no effect.", () => new MaxTokensIgnored()),
        new("sa-default-cap-16", "Without a cap every reply ends at 16 tokens with length.", () => new DefaultCap()),
        new("sa-cap-reports-stop", "A reply cut by the cap says stop instead of length.", () => new CapReportsStop()),
        new("sa-stop-prefix-leak", "The first part of a stop string reaches the client of a stream.", () => new StopPrefixLeak(), "stream"),
        new("sa-stop-tail-leak", "After a stop string, marker debris ends the content of a stream.", () => new StopTailLeak(), "stream"),
        new("sa-penalty-ignored", "A penalty on repeated words is accepted and changes nothing.", () => new PenaltyIgnored()),
        new("sa-logprobs-missing", "logprobs is asked for and comes back null.", () => new LogprobsMissing()),
    ];
}
