using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>The published signature of prompt tokens, and the published cases.</summary>
internal sealed class PromptSignatureProofs : IProofSource
{
    private const string K3 = "kimi-k3";

    // One case of our own; the endpoint's true count of it is not 7.
    private static readonly Lazy<string> Datasets = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-cases-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "kvv-prompt-tokens"));
        File.WriteAllText(Path.Combine(folder, "kvv-prompt-tokens", "cases.jsonl"), """{"id":"own","request":{"messages":[{"role":"user","content":"Hello there"}]},"expected_prompt_tokens":7}""");
        return folder;
    });

    public IEnumerable<Proof> Proofs
    {
        get
        {
            yield return Proof.ByMangling("PROMPT-MET-001", "response_format text costs 2 tokens", c => c.MorePrompt(2, r => (r["response_format"] as JsonObject).Text("type") == "text"), K3);
            yield return Proof.ByRequest("PROMPT-MET-002", "response_format is dropped", r => Without(r, "response_format"), K3);
            yield return Proof.ByFault("PROMPT-MET-003", "rc-effort-no-effect", K3);
            yield return Proof.ByRequest("PROMPT-MET-004", "reasoning_effort none is not read", r => r.Text("reasoning_effort") == "none" ? Without(r, "reasoning_effort") : r, K3);
            yield return Proof.ByRequest("PROMPT-MET-005", "tool_choice is dropped", r => Without(r, "tool_choice"), K3);
            yield return Proof.ByMangling("PROMPT-MET-006", "results out of order cost 3 tokens", c => c.MorePrompt(3, r => r.Messages().FirstOrDefault(m => m.Text("role") == "tool").Text("tool_call_id") == "call_south"), K3);
            yield return Proof.ByRequest("PROMPT-MET-007", "an effort that is left out is low", r => r.ContainsKey("reasoning_effort") ? r : With(r, "reasoning_effort", "low"), K3);
            yield return Proof.ByMangling("PROMPT-MET-008", "beside a tool every message costs 1 token more", c => c.MorePrompt(c.Request?.Messages().Count() ?? 0, r => r.ContainsKey("tools")), K3);
            yield return Proof.ByFault("PROMPT-MET-009", "ua-modes-disagree", K3);
            var exact = Proof.ByMangling("PROMPT-EXACT-001", "a published case has another count", c => c.Each(o => o.Remove("system_fingerprint")), K3);
            yield return OverOwnCase(exact);
            // The one case is published with 7 tokens; here it costs 8.
            yield return OverOwnCase(Proof.ByMangling(
                "PROMPT-EXACT-002", "a published case costs one token more", c => c.Each(o => o.Remove("system_fingerprint")).EachUsage(u => u["prompt_tokens"] = 8), K3));
        }
    }

    private static Proof OverOwnCase(Proof proof) => proof with { Scenario = proof.Scenario with { Settings = new Dictionary<string, string> { ["KVV_DATASETS"] = Datasets.Value } } };

    private static JsonObject Without(JsonObject request, string name)
    {
        request.Remove(name);
        return request;
    }

    private static JsonObject With(JsonObject request, string name, string value)
    {
        request[name] = value;
        return request;
    }
}
