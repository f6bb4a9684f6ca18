using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>
/// The same small sums with thinking on and off side by side, under one long common head: the switch must reach its own request
/// and no other, whatever the cache holds of the prompt. With thinking off nothing is reasoned, in its field or aloud.
/// </summary>
internal sealed class ThinkingSwitched(ulong seed, int pairs, int headTokens) : ICacheProbe
{
    // An asked-for number with a polite word; thinking aloud takes more.
    private const int LongestAnswer = 60;

    public string Id => "thinking-switched";

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"thinking-switched/1 {pairs} {headTokens}\n{Question(0)}");

    public JsonArray First() => ProbeText.Turn(Question(0));

    public async Task<ProbeOutcome> PlayAsync(Ask ask)
    {
        var sent = Enumerable.Range(0, pairs).SelectMany(i => new[] { (Pair: i, Mode: ThinkingMode.On), (Pair: i, Mode: ThinkingMode.Off) });
        var answers = await Task.WhenAll(sent.Select(async s => (s.Pair, s.Mode, Exchange: await ask(ProbeText.Turn(Question(s.Pair)), string.Create(CultureInfo.InvariantCulture, $"{s.Mode}-{s.Pair + 1}").ToLowerInvariant(), Variant.Thinking(s.Mode)))));
        var off = answers.Where(a => a.Mode == ThinkingMode.Off).ToList();
        var silent = answers.Count(a => a.Mode == ThinkingMode.On && string.IsNullOrWhiteSpace(a.Exchange.Reply?.First?.Reasoning));
        var reasoned = off.Count(a => !string.IsNullOrWhiteSpace(a.Exchange.Reply?.First?.Reasoning));
        // A long text without the right sum is no thinking aloud but an answer that is broken otherwise.
        var aloud = off.Count(a => a.Exchange.Reply?.First?.Content?.Trim().Length > LongestAnswer && ProbeText.Holds(a.Exchange, Sum(a.Pair)));
        return reasoned > 0 ? ProbeOutcome.Found($"{reasoned} of {pairs} requests with thinking off bring reasoning", "rc-disable-ignored", "rv-always-thinking-disable") with { IsSettled = reasoned > 1 }
            : aloud > 1 ? ProbeOutcome.Found($"with thinking off {aloud} of {pairs} answers to \"reply with only the number\" have more than {LongestAnswer} characters", "rc-disable-inlines", "rc-never-split")
            : ProbeOutcome.Clean($"{pairs} requests with thinking off bring the number alone{(silent > 0 ? $"; {silent} of those with thinking on bring no reasoning" : ", those with thinking on bring reasoning")}");
    }

    private string Question(int pair)
    {
        var (a, b) = Terms(pair);
        return $"{ProbeText.Filler(ProbeText.Dice(seed, Id), headTokens)}\n\nWhat is {a} + {b}? Reply with only the number.";
    }

    private string Sum(int pair)
    {
        var (a, b) = Terms(pair);
        return (a + b).ToString(CultureInfo.InvariantCulture);
    }

    private (int A, int B) Terms(int pair)
    {
        var dice = ProbeText.Dice(seed, string.Create(CultureInfo.InvariantCulture, $"{Id}-{pair}"));
        return (200 + dice.NextBelow(700), 200 + dice.NextBelow(700));
    }
}
