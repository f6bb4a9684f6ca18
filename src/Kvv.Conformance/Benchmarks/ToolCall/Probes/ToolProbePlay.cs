using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>Plays a probe: a request, or a short series of them.</summary>
internal sealed class ToolProbePlay(IReadOnlyDictionary<string, ToolProbe> probes, ProbeDesk desk) : ITrialPlay
{
    private const string Version = "tool-probes/1";

    public string Describe(Sample sample, int epoch) => $"{FirstRequest(sample, epoch)}\0{Version}/{sample.Id}";

    public ChatRequest FirstRequest(Sample sample, int epoch) => probes[sample.Id].First(desk, epoch);

    public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
    {
        var attempt = new ProbeTry(desk, context, cancellationToken);
        var verdict = await probes[context.Sample.Id].Play(attempt);
        var exchanges = attempt.Exchanges;
        // An outage in any of its requests leaves the whole try without a judgement.
        return exchanges.FirstOrDefault(e => e.Outcome == ExchangeOutcome.Infrastructure) is { } outage
            ? new(null, exchanges, outage.Failure ?? "no answer")
            : new(new Score(verdict.Value, null, verdict.Sentence) { Faults = verdict.Faults }, exchanges);
    }
}
