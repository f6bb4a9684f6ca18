using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Statistics;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>Requests of one shape at the same time, each with a secret of its own: none may turn up in another's answer.</summary>
internal sealed class PrivateSecrets(ulong seed, int number, int together, int rounds) : ICacheProbe
{
    public string Id => string.Create(CultureInfo.InvariantCulture, $"private-secrets-{number}");

    public string Describe() => $"private-secrets/1 {together} {rounds}\n{Text(0, 0, Codes()[0])}";

    public JsonArray First() => ProbeText.Turn(Text(0, 0, Codes()[0]));

    public async Task<ProbeOutcome> PlayAsync(Ask ask)
    {
        var codes = Codes();
        int wrong = 0, leaks = 0;
        for (var round = 0; round < rounds; round++)
        {
            var mine = codes[(round * together)..((round + 1) * together)];
            var exchanges = await Task.WhenAll(mine.Select((code, i) => ask(ProbeText.Turn(Text(round, i, code)), $"{round + 1}-{i + 1}")));
            for (var i = 0; i < together; i++)
            {
                var own = mine[i];
                wrong += ProbeText.Holds(exchanges[i], own) ? 0 : 1;
                // Digits inside another number are chance; a code that stands alone is not.
                leaks += codes.Any(other => other != own && ProbeText.Holds(exchanges[i], other)) ? 1 : 0;
            }
        }

        var all = rounds * together;
        return leaks > 0 ? ProbeOutcome.Found($"{leaks} of {all} answers hold the secret of another request", "dk-cross-request-leak")
            : wrong > all / 4 ? ProbeOutcome.Inconclusive($"{wrong} of {all} answers lack their own secret")
            : ProbeOutcome.Clean($"{all} secrets stay where they belong, {all - wrong} are recalled");
    }

    private string[] Codes()
    {
        var dice = ProbeText.Dice(seed, Id);
        return [.. Enumerable.Range(0, together * rounds).Select(_ => ProbeText.Code(dice)).Distinct().Concat(Enumerable.Range(0, together).Select(i => $"{i}{ProbeText.Code(dice)}")).Take(together * rounds)];
    }

    private string Text(int round, int place, string code)
    {
        var dice = new SplitMix64(seed + (ulong)((round * 97) + place));
        return $"{ProbeText.Filler(dice, 120)}My door code is {code}. {ProbeText.Filler(dice, 20)}\n\nWhat is my door code? Reply with the code only.";
    }
}
