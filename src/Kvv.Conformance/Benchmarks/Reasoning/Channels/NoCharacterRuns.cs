using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>No character and no single token is repeated without end.</summary>
internal sealed class NoCharacterRuns : IChannelRule
{
    public string Name => "no-runs";

    public string Says => "have no run of one character or token";

    public IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts)
    {
        if (reply.Anomalies.FirstOrDefault(a => a.Kind == AnomalyKinds.CharacterRun) is { } run)
            return run.Excerpt?.Contains("!!!!", StringComparison.Ordinal) == true ? ["dk-bang-collapse", "dk-pad-spam"] : ["dk-pad-spam", "dk-bang-collapse"];
        return reply.Anomalies.Any(a => a.Kind == AnomalyKinds.TokenRepetition) ? ["dk-pad-spam", "dk-repetition-loop"] : [];
    }
}
