namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary>The registry's rows of this stage.</summary>
internal static class DecodingRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("dk-bang-collapse", "The text turns into thousands of exclamation marks and ends with stop.", () => new BangCollapse(), "thinking=on", Unlike: Departures.ShortPromptsAndChance),
        new("dk-garbage-always", "Every answer is random fragments of many scripts.", () => new GarbageAlways()),
        new("dk-garbage-past-length", "Beyond a prompt length, answers are random fragments.", () => new GarbagePastLength(), "prompt>=16000", Unlike: Departures.ShortPrompts),
        new("dk-garbage-after-uptime", "After a number of requests, answers are random fragments.", () => new GarbageAfterUptime(), "served>=100", Unlike: "Reported after hours of service; a run of tier smoke serves some hundred requests before its last checks."),
        new("dk-prefix-hit-diverges", "The first answer to a long prompt is right, those from a warm cache are degenerate.", () => new PrefixHitDiverges(), "warm"),
        new("dk-recurrent-state-on-hit", "From the second turn on a warm cache, the answer is to a question nobody asked.", () => new RecurrentStateOnHit(), "warm,turn>=2"),
        new("dk-cross-request-leak", "Under load an answer carries text of another request.", () => new CrossRequestLeak(), "concurrency>=2", Unlike: "Reported under a load of eight and by chance; the embedded endpoint answers faster than such a load builds up."),
        new("dk-disaggregated-drift", "Answers go bad more often the more requests were served, one in two after a hundred.", () => new DisaggregatedDrift(), Inherent: "served"),
        new("dk-quant-corruption", "Nonsense grows with the answer, and closing think tags repeat.", () => new QuantCorruption(), Unlike: Departures.ShortOutputs),
        new("dk-speculative-loop", "Deep in a conversation the answer loops until the cap.", () => new SpeculativeLoop(), "turn>=3", Unlike: "Reported deep in long conversations and by chance; those of tier smoke are shorter. turn>= raises it, p= plays the chance."),
        new("dk-speculative-spots", "A long text has a wrong character here and there.", () => new SpeculativeSpots(), "output>=1000", Unlike: Departures.ShortOutputsAndChance),
        new("dk-speculative-grammar-hang", "A request with a schema never ends.", () => new GrammarHang()),
        new("dk-repetition-loop", "One sentence is repeated until the cap; from the third round of calls on, one call.", () => new RepetitionLoop(), Unlike: Departures.ShortOutputsAndChance),
        new("dk-language-bleed", "Words of other scripts stand in an English answer.", () => new LanguageBleed(), "p=0.2"),
        new("dk-batch-variance", "Under load, answers at temperature 0 differ from run to run.", () => new BatchVariance(), "concurrency>=8"),
        new("dk-pad-spam", "Content is [PAD] again and again.", () => new PadSpam()),
        new("dk-fp8-kv-loss", "Over a long prompt, digits are recalled wrongly.", () => new LongRecallLoss(), "prompt>=2000", Unlike: Departures.ShortPromptsAndChance),
        new("dk-speculative-tool-corruption", "Half of the calls have a doubled name and broken arguments.", () => new CallsCorrupted(), "p=0.5"),
    ];
}
