using System.Globalization;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>The same long prompt four times, one after the other: the first comes cold, the others from the prefix cache.</summary>
internal sealed class ColdAndWarm(ulong seed, int number, int tokens) : ICacheProbe
{
    private const int Times = 4;

    public string Id => string.Create(CultureInfo.InvariantCulture, $"cold-and-warm-{number}");

    public string Describe() => $"cold-and-warm/1 {tokens}\n{Prompt().Text}";

    public JsonArray First() => ProbeText.Turn(Prompt().Text);

    public async Task<ProbeOutcome> PlayAsync(Ask ask)
    {
        var (text, code) = Prompt();
        var right = new List<bool>();
        long? cached = null;
        for (var i = 0; i < Times; i++)
        {
            var exchange = await ask(ProbeText.Turn(text), $"{i + 1}");
            right.Add(ProbeText.Holds(exchange, code));
            cached = i == 0 ? cached : exchange.Reply?.Usage?.CachedTokens ?? cached;
        }

        var marks = string.Concat(right.Select(r => r ? 'R' : 'w'));
        var details = new JsonObject { ["answers"] = marks, ["cachedTokens"] = cached };
        var wrong = right.Skip(1).Count(r => !r);
        return (!right[0] ? ProbeOutcome.Inconclusive($"the cold answer is wrong already ({marks})")
            : wrong > 1 ? ProbeOutcome.Found($"cold right, {wrong} of {Times - 1} warm answers wrong ({marks})", "dk-prefix-hit-diverges", "dk-recurrent-state-on-hit")
            : ProbeOutcome.Clean($"cold and warm answers agree ({marks})")) with
        { Details = details };
    }

    private (string Text, string Code) Prompt()
    {
        var dice = ProbeText.Dice(seed, Id);
        var (nonce, code) = (ProbeText.Nonce(dice), ProbeText.Code(dice));
        return ($"Note {nonce}. {ProbeText.Filler(dice, tokens / 2)}The locker code is {code}. {ProbeText.Filler(dice, tokens / 2)}\n\nWhat is the locker code? Reply with the code only.", code);
    }
}
