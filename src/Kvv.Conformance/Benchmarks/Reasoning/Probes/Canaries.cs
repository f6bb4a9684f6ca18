using System.Globalization;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>Many small questions in blocks, one after the other: right at first and wrong later means that serving itself wears the endpoint out.</summary>
internal sealed class Canaries(ulong seed, int blocks, int perBlock) : ICacheProbe
{
    public string Id => "canaries";

    public string Describe() => $"canaries/1 {blocks} {perBlock}\n{Question(0).Text}";

    public JsonArray First() => ProbeText.Turn(Question(0).Text);

    public async Task<ProbeOutcome> PlayAsync(Ask ask)
    {
        var wrong = new int[blocks];
        for (var i = 0; i < blocks * perBlock; i++)
        {
            var (text, sum) = Question(i);
            wrong[i / perBlock] += ProbeText.Holds(await ask(ProbeText.Turn(text), $"{i + 1}"), sum) ? 0 : 1;
        }

        var marks = string.Join(' ', wrong);
        var details = new JsonObject { ["wrongByBlock"] = marks };
        var late = wrong.Skip(blocks / 2).Sum();
        var early = wrong.Take(blocks / 2).Sum();
        return (wrong[0] > perBlock / 2 ? ProbeOutcome.Inconclusive($"wrong from the first block on ({marks} of {perBlock} each)")
            : late >= early + Math.Max(2, perBlock / 2) ? ProbeOutcome.Found($"wrong answers grow with the number of requests ({marks} of {perBlock} each)", "dk-disaggregated-drift", "dk-garbage-after-uptime")
            : ProbeOutcome.Clean($"{blocks} blocks of {perBlock} questions, wrong in each: {marks}")) with
        { Details = details };
    }

    private (string Text, string Sum) Question(int number)
    {
        var dice = ProbeText.Dice(seed, string.Create(CultureInfo.InvariantCulture, $"{Id}-{number}"));
        int a = 200 + dice.NextBelow(700), b = 200 + dice.NextBelow(700);
        return ($"What is {a} + {b}? Reply with only the number.", (a + b).ToString(CultureInfo.InvariantCulture));
    }
}
