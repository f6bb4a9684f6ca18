using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>No passage is repeated over and over. The detectors of every reply find such passages in linear time.</summary>
internal sealed class NoLoops : IChannelRule
{
    public string Name => "no-loops";

    public string Says => "do not circle in one passage";

    public IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts) =>
        reply.Anomalies.Any(a => a.Kind == AnomalyKinds.RepetitionLoop) ? ["dk-repetition-loop", "dk-speculative-loop"] : [];
}
