namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>No words of a script that the question does not use. Reasoning may be in English whatever the question.</summary>
internal sealed class OneLanguage : IChannelRule
{
    // Text of broken weights mixes more scripts than any bleeding does.
    private const int Babel = 4;

    public string Name => "one-language";

    public string Says => "use no script that the question does not use";

    public IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts)
    {
        if (string.IsNullOrEmpty(reply.Content) && string.IsNullOrEmpty(reply.Reasoning))
            return null;
        var scripts = ScriptCensus.Of(reply.Content + "\n" + reply.Reasoning).Keys.ToHashSet(StringComparer.Ordinal);
        var foreign = scripts.Count(s => s != "Han" || !facts.IsChinese(reply.Sample));
        return foreign == 0 ? []
            : scripts.Count >= Babel ? ["dk-garbage-always", "dk-garbage-after-uptime", "dk-disaggregated-drift", "dk-garbage-past-length", "dk-quant-corruption"]
            : ["dk-language-bleed", "dk-quant-corruption"];
    }
}
