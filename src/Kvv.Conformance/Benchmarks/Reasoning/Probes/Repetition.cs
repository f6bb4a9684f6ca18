using System.Globalization;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>
/// One small question many times, alone and then many at once: right answers alone and wrong ones in company point at the
/// batch. Different wording is no fault; only wrong answers count.
/// </summary>
internal sealed class Repetition(ulong seed, int number, int alone, int together) : ICacheProbe
{
    public string Id => string.Create(CultureInfo.InvariantCulture, $"repetition-{number}");

    public string Describe() => $"repetition/1 {alone} {together}\n{Question().Text}";

    public JsonArray First() => ProbeText.Turn(Question().Text);

    public async Task<ProbeOutcome> PlayAsync(Ask ask)
    {
        var (text, sum) = Question();
        var idle = new List<string?>();
        var right = 0;
        for (var i = 0; i < alone; i++)
        {
            var exchange = await ask(ProbeText.Turn(text), $"alone-{i + 1}");
            right += ProbeText.Holds(exchange, sum) ? 1 : 0;
            idle.Add(exchange.Reply?.First?.Content);
        }

        var busy = await Task.WhenAll(Enumerable.Range(0, together).Select(i => ask(ProbeText.Turn(text), $"together-{i + 1}")));
        var wrong = busy.Count(e => !ProbeText.Holds(e, sum));
        var (ways, busyWays) = (idle.Distinct(StringComparer.Ordinal).Count(), busy.Select(e => e.Reply?.First?.Content).Distinct(StringComparer.Ordinal).Count());
        var details = new JsonObject { ["distinctAlone"] = ways, ["distinctTogether"] = busyWays, ["wrongTogether"] = wrong };
        return (right < alone ? ProbeOutcome.Inconclusive($"{alone - right} of {alone} answers are wrong without any company")
            : wrong > 1 ? ProbeOutcome.Found($"{alone} of {alone} right alone, {wrong} of {together} wrong in company", "dk-batch-variance", "dk-cross-request-leak", "dk-speculative-loop")
            : ProbeOutcome.Clean($"right alone and in company; {ways} wordings alone, {busyWays} in company")) with
        { Details = details };
    }

    private (string Text, string Sum) Question()
    {
        var dice = ProbeText.Dice(seed, Id);
        int a = 200 + dice.NextBelow(700), b = 200 + dice.NextBelow(700);
        return ($"What is {a} + {b}? Reply with only the number.", (a + b).ToString(CultureInfo.InvariantCulture));
    }
}
