using System.Text.Json.Nodes;

namespace Kvv.SelfTests.ReferenceVendor.FaultProofs;

internal static class SamplingProofs
{
    private static readonly JsonObject Stopped = Requests.Ask("Count from 1 to 20.").With("stop", " 12, ");

    public static IEnumerable<FaultProof> All =>
    [
        new("sa-temperature-ignored", e => Same(e, Requests.Ask("Invent a name for a ship.").With("temperature", 1))),
        new("sa-default-greedy", e => Same(e, Requests.Ask("Invent a name for a ship."))),
        new("sa-seed-ignored-in-batch", e => Differ(e, Requests.Ask("Invent a name for a ship.").With("seed", 5))) { Conditions = ":concurrency>=1" },
        FaultProof.One("sa-n-ignored", Probes.Ok.With("n", 2), r => r.Json["choices"]!.AsArray().Count == 1, "generic-openai"),
        FaultProof.One("sa-max-completion-tokens-ignored", Probes.Count.With("max_completion_tokens", 16), r => r.CompletionTokens > 16),
        FaultProof.One("sa-max-tokens-ignored", Probes.Count.With("max_tokens", 16), r => r.CompletionTokens > 16),
        FaultProof.One("sa-default-cap-16", Probes.Count, r => r.CompletionTokens == 16 && r.FinishReason == "length"),
        FaultProof.One("sa-cap-reports-stop", Probes.Count.With("max_tokens", 8), r => r.CompletionTokens == 8 && r.FinishReason == "stop"),
        FaultProof.One("sa-stop-prefix-leak", Stopped.Streamed(), r => r.Content!.EndsWith("11, 1", StringComparison.Ordinal) || r.Content.EndsWith(" 1", StringComparison.Ordinal)),
        FaultProof.One("sa-stop-tail-leak", Stopped.Streamed(), r => r.Content!.EndsWith("ep|>", StringComparison.Ordinal)),
        FaultProof.One("sa-penalty-ignored", Requests.Ask($"Repeat the following text exactly, without quotes or anything else: {string.Join(' ', Enumerable.Repeat("tree", 24))}").With("frequency_penalty", 2), r => r.Content!.Split("tree").Length == 25, "generic-openai"),
        new("sa-logprobs-missing", async e => (await e.SendAsync(Probes.Ok.With("logprobs", true))).Json["choices"]?[0]!["logprobs"] is null) { Profile = "logprobs" },
    ];

    private static async Task<bool> Same(Endpoint endpoint, JsonObject request) => (await Contents(endpoint, request)).Distinct().Count() == 1;

    private static async Task<bool> Differ(Endpoint endpoint, JsonObject request) => (await Contents(endpoint, request)).Distinct().Count() > 1;

    private static async Task<List<string?>> Contents(Endpoint endpoint, JsonObject request)
    {
        var contents = new List<string?>();
        for (var i = 0; i < 8; i++)
            contents.Add((await endpoint.SendAsync(request)).Content);
        return contents;
    }
}
