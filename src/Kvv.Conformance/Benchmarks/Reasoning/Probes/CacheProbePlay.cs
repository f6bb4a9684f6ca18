using System.Text;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>Plays a probe: 1 when it ends clean, 0 with a finding, unscored when nothing can be concluded.</summary>
internal sealed class CacheProbePlay(IReadOnlyDictionary<string, ICacheProbe> probes, Func<JsonArray, Variant?, ChatRequest> build) : ITrialPlay
{
    public string Describe(Sample sample, int epoch) =>
        $"{probes[sample.Id].Describe()}\0{Encoding.UTF8.GetString(FirstRequest(sample, epoch).ToUtf8().Span)}\0cache-probe/1";

    public ChatRequest FirstRequest(Sample sample, int epoch) => build(probes[sample.Id].First(), null);

    public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
    {
        var exchanges = new List<Exchange>();
        var gate = new Lock();
        try
        {
            var outcome = await probes[context.Sample.Id].PlayAsync(AskAsync);
            double? value = outcome.Kind switch
            {
                ProbeKind.Clean => 1,
                ProbeKind.Finding => 0,
                _ => null,
            };
            var details = outcome.Details ?? [];
            details[CacheJudge.Settled] = outcome.IsSettled;
            return new(new(value, null, outcome.Explanation) { Faults = outcome.Faults, Details = details }, exchanges);
        }
        catch (OutageException outage)
        {
            return new(null, exchanges, outage.Message);
        }

        async Task<Exchange> AskAsync(JsonArray messages, string step, Variant? variant)
        {
            var exchange = await context.SendAsync(build(messages, variant), step, cancellationToken);
            lock (gate)
                exchanges.Add(exchange);
            return exchange.Outcome == ExchangeOutcome.Infrastructure ? throw new OutageException($"step {step}: {exchange.Failure ?? "no answer"}") : exchange;
        }
    }

    /// <summary>A request of a series brought no answer: the series cannot go on, and nothing of it is held against the endpoint.</summary>
    private sealed class OutageException(string message) : Exception(message);
}
