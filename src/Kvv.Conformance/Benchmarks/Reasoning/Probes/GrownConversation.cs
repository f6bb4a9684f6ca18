using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Evaluation.Statistics;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>
/// A conversation that grows by one planted fact a turn; each turn asks for a fact of an earlier one. The whole conversation is
/// then asked once more behind a word that no cache knows.
/// </summary>
internal sealed class GrownConversation(ulong seed, int number, int turns) : ICacheProbe
{
    private static readonly string[] Places = ["attic", "cellar", "garage", "studio", "garden", "stable", "harbour", "workshop", "chapel", "bakery"];

    public string Id => string.Create(CultureInfo.InvariantCulture, $"grown-conversation-{number}");

    public string Describe() => $"grown-conversation/1 {turns}\n{Said(0)}";

    public JsonArray First() => ProbeText.Turn(Said(0));

    public async Task<ProbeOutcome> PlayAsync(Ask ask)
    {
        var codes = Codes();
        var history = new JsonArray();
        var wrong = new List<int>();
        for (var turn = 0; turn < turns; turn++)
        {
            history.Add((JsonNode)Probe.UserTurn(Said(turn)));
            var exchange = await ask(history.DeepClone().AsArray(), $"turn-{turn + 1}");
            if (!ProbeText.Holds(exchange, codes[Asked(turn)]))
                wrong.Add(turn);
            // The history goes on as a correct one would: a wrong answer must not spoil the turns after it.
            history.Add((JsonNode)new JsonObject { ["role"] = "assistant", ["content"] = codes[Asked(turn)] });
        }

        history.RemoveAt(history.Count - 1);
        var cold = history.DeepClone().AsArray();
        cold[0]!["content"] = $"Note {ProbeText.Nonce(ProbeText.Dice(seed, Id + "/cold"))}. {(string?)cold[0]!["content"]}";
        var again = ProbeText.Holds(await ask(cold, "cold"), codes[Asked(turns - 1)]);
        if (wrong.Count == 0)
            return ProbeOutcome.Clean($"{turns} turns and the cold repetition are right");
        var said = $"wrong in turn {string.Join(", ", wrong.Select(t => t + 1))} of {turns}";
        if (wrong[0] == 0)
            return ProbeOutcome.Inconclusive($"{said}, the first and cold one among them");
        return (again
            ? ProbeOutcome.Found($"{said}; the same conversation asked cold is right", "dk-recurrent-state-on-hit", "dk-prefix-hit-diverges", "dk-speculative-loop")
            : ProbeOutcome.Found($"{said}, and asked cold as well: not the cache but the conversation", "dk-speculative-loop", "dk-recurrent-state-on-hit", "ml-collapse-at-turn-3"))
            with
        { IsSettled = wrong.Count > 1 };
    }

    private string[] Codes()
    {
        var dice = ProbeText.Dice(seed, Id);
        return [.. Enumerable.Range(0, turns).Select(_ => ProbeText.Code(dice))];
    }

    /// <summary>Which fact a turn asks for: its own at first, then the ones from the beginning on.</summary>
    private static int Asked(int turn) => turn == 0 ? 0 : turn - 1;

    private string Said(int turn)
    {
        var dice = new SplitMix64(seed + (ulong)((turn * 31) + number));
        var nonce = turn == 0 ? $"Note {ProbeText.Nonce(dice)}. " : "";
        return $"{nonce}{ProbeText.Filler(dice, 60)}The {Places[turn]} code is {Codes()[turn]}.\n\nWhat is the {Places[Asked(turn)]} code? Reply with the code only.";
    }
}
