namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

internal static class DecodingProofs
{
    public static IEnumerable<FaultProof> All =>
    [
        FaultProof.One("dk-bang-collapse", Probes.Ok, r => r.Content!.Contains(new string('!', 50), StringComparison.Ordinal) && r.FinishReason == "stop"),
        FaultProof.One("dk-garbage-always", Probes.Ok, r => r.Content != "OK" && r.Content!.Any(c => c > 127)),
        FaultProof.Pair("dk-garbage-past-length", Probes.Ok, Probes.Long(2000, "Reply with only the word OK."), (near, far) => near.Content == "OK" && far.Content != "OK", conditions: ":prompt>=1000"),
        FaultProof.Pair("dk-garbage-after-uptime", Probes.Ok, Probes.Ok, (early, late) => early.Content == "OK" && late.Content != "OK", conditions: ":served>=1"),
        FaultProof.Pair("dk-prefix-hit-diverges", Probes.Long(100, "Reply with only the word OK."), Probes.Long(100, "Reply with only the word OK."), (cold, warm) => cold.Content == "OK" && warm.Content != "OK"),
        FaultProof.Pair("dk-recurrent-state-on-hit", Probes.ThirdTurn("Reply with only the word OK."), Probes.ThirdTurn("Reply with only the word OK."), (cold, warm) => cold.Content == "OK" && warm.Content!.Contains("train", StringComparison.Ordinal)),
        new("dk-cross-request-leak", async e =>
        {
            await e.SendAsync(Requests.Ask("Remember: the first secret is quartz."));
            return (await e.SendAsync(Requests.Ask("Reply with only the word OK."))).Content!.Contains("quartz", StringComparison.Ordinal);
        }) { Conditions = ":concurrency>=1" },
        new("dk-disaggregated-drift", async e =>
        {
            var right = new List<bool>();
            for (var i = 0; i < 120; i++)
                right.Add((await e.SendAsync(Probes.Ok)).Content == "OK");
            return right.Take(20).Count(ok => ok) > right.TakeLast(20).Count(ok => ok);
        }),
        FaultProof.One("dk-quant-corruption", Probes.Ok, r => r.Content!.Split("</think>").Length > 5),
        FaultProof.One("dk-speculative-loop", Probes.ThirdTurn("Reply with only the word OK."), r => r.Content!.Length > 2000 && r.FinishReason == "length"),
        FaultProof.One("dk-speculative-spots", Requests.Ask("Count from 1 to 900, one number per line."), r => r.Content != string.Join('\n', Enumerable.Range(1, 900))),
        FaultProof.One("dk-repetition-loop", Probes.Ok, r => r.Content!.Split("next part of the question").Length > 50 && r.FinishReason == "length"),
        FaultProof.One("dk-language-bleed", Requests.Ask("Hello there."), r => r.Content!.Any(c => c > 127), conditions: ":p=1"),
        new("dk-batch-variance", async e =>
        {
            var answers = new HashSet<string?>();
            for (var i = 0; i < 12; i++)
                answers.Add((await e.SendAsync(Probes.Ok.With("temperature", 0))).Content);
            return answers.Count > 1;
        }) { Conditions = ":concurrency>=1" },
        FaultProof.One("dk-fp8-kv-loss", Probes.Long(2500, "What is the gate code?"), r => r.Content != "7382"),
        FaultProof.One("dk-speculative-tool-corruption", Probes.Weather, r => r.Calls[0].Name == "get_weatherget_weather" && !Probes.IsJson(r.Calls[0].Arguments), conditions: ":p=1"),
        FaultProof.One("dk-pad-spam", Probes.Ok, r => r.Content!.StartsWith("[PAD] [PAD]", StringComparison.Ordinal)),
    ];
}
