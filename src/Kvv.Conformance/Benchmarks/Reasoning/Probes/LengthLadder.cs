using System.Globalization;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>
/// Longer and longer prompts with a code at the head and, in a second request, a sum at the tail. Where the code is lost and the
/// sum is right, the head was cut or long recall fails; where both are wrong, nothing works beyond that length.
/// </summary>
internal sealed class LengthLadder(ulong seed, IReadOnlyList<int> rungs) : ICacheProbe
{
    public string Id => "length-ladder";

    public string Describe() => $"length-ladder/1 {string.Join(' ', rungs)}\n{Rung(rungs[0], "first").Needle}";

    public JsonArray First() => ProbeText.Turn(Rung(rungs[0], "first").Needle);

    public async Task<ProbeOutcome> PlayAsync(Ask ask)
    {
        var marks = new List<string>();
        var tokens = new List<long>();
        ProbeOutcome? found = null;
        foreach (var rung in rungs)
        {
            var step = await StepAsync(ask, rung, "first");
            if (!step.IsRight && rung == rungs[0])
                return ProbeOutcome.Inconclusive($"wrong on the shortest prompt already ({step.Mark(rung)})");
            // A second try with another prompt of the same length tells a fault from a slip.
            if (!step.IsRight && found is null)
                step = await StepAsync(ask, rung, "again");
            marks.Add(step.Mark(rung));
            if (!step.IsRight)
                found ??= Finding(rung, step, tokens.LastOrDefault());
            tokens.Add(step.PromptTokens);
        }

        return (found ?? ProbeOutcome.Clean($"needle and sum are right at every length ({string.Join(' ', marks)})")) with
        {
            Details = new() { ["rungs"] = string.Join(' ', marks), ["promptTokens"] = string.Join(' ', tokens) },
        };
    }

    private static ProbeOutcome Finding(int rung, Step step, long before)
    {
        if (!step.Head && !step.Tail)
        {
            return step.IsNumber
                ? ProbeOutcome.Found($"wrong digits from {rung} tokens on", "dk-fp8-kv-loss", "dk-garbage-past-length")
                : ProbeOutcome.Found($"needle and sum are wrong from {rung} tokens on", "dk-garbage-past-length", "dk-fp8-kv-loss");
        }

        if (!step.Tail)
            return ProbeOutcome.Found($"the sum at the tail is wrong from {rung} tokens on", "dk-garbage-past-length", "dk-fp8-kv-loss");
        // A prompt that was cut counts hardly more tokens than the shorter one before.
        return step.PromptTokens > 0 && step.PromptTokens < before * 1.2
            ? ProbeOutcome.Found($"the head is lost at {rung} tokens while prompt_tokens stands still", "rv-silent-truncation", "dk-fp8-kv-loss")
            : ProbeOutcome.Found($"the head is lost from {rung} tokens on, the tail is right", "dk-fp8-kv-loss", "rv-silent-truncation", "dk-garbage-past-length");
    }

    private async Task<Step> StepAsync(Ask ask, int rung, string attempt)
    {
        var (needle, code, tail, sum) = Rung(rung, attempt);
        var recalled = await ask(ProbeText.Turn(needle), $"needle-{rung}-{attempt}");
        var added = await ask(ProbeText.Turn(tail), $"tail-{rung}-{attempt}");
        var content = recalled.Reply?.First?.Content?.Trim() ?? "";
        return new(ProbeText.Holds(recalled, code), ProbeText.Holds(added, sum), content.Length > 0 && content.All(char.IsAsciiDigit), recalled.Reply?.Usage?.PromptTokens ?? 0);
    }

    private (string Needle, string Code, string Tail, string Sum) Rung(int tokens, string attempt)
    {
        var dice = ProbeText.Dice(seed, string.Create(CultureInfo.InvariantCulture, $"{Id}-{tokens}-{attempt}"));
        var (nonce, code) = (ProbeText.Nonce(dice), ProbeText.Code(dice));
        int a = 1000 + dice.NextBelow(8000), b = 1000 + dice.NextBelow(8000);
        var filler = ProbeText.Filler(dice, tokens);
        var sum = (a + b).ToString(CultureInfo.InvariantCulture);
        return ($"Note {nonce}. The vault code is {code}. {filler}\n\nWhat is the vault code? Reply with the code only.", code,
            $"Note {nonce}. {filler}\n\nWhat is {a} + {b}? Reply with only the number.", sum);
    }

    /// <summary>What one length showed.</summary>
    private sealed record Step(bool Head, bool Tail, bool IsNumber, long PromptTokens)
    {
        public bool IsRight => Head && Tail;

        public string Mark(int rung) => $"{rung}{(Head ? "+" : "-")}{(Tail ? "+" : "-")}";
    }
}
