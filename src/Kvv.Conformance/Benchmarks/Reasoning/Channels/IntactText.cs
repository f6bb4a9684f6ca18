using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>Text arrives whole: no U+FFFD and no half of a surrogate pair.</summary>
internal sealed class IntactText : IChannelRule
{
    public string Name => "intact-text";

    public string Says => "have no broken character";

    public IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts) =>
        reply.Anomalies.Any(a => a.Kind is AnomalyKinds.ReplacementCharacter or AnomalyKinds.LoneSurrogate or AnomalyKinds.InvalidUtf8) ? ["sw-utf8-split", "dk-quant-corruption"] : [];
}
