using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>Token counts.</summary>
internal sealed class UsageProofs : IProofSource
{
    private static long _drift;

    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("USAGE-REPORT-001", "ua-usage-zero"),
        Proof.ByFault("USAGE-MODES-001", "ua-modes-disagree"),
        Proof.ByFault("USAGE-CACHE-001", "ua-cached-missing"),
        Proof.ByFault("USAGE-REASON-001", "ua-reasoning-tokens-zero"),
        Proof.ByMangling("USAGE-TYPE-001", "usage has no total_tokens", c => c.EachUsage(u => u.Remove("total_tokens"))),
        Proof.ByMangling("USAGE-STABLE-001", "prompt_tokens grow from request to request", c => c.MorePrompt(Interlocked.Increment(ref _drift), _ => true)),
        Proof.ByMangling("USAGE-GROW-001", "prompt_tokens are always 25", c => c.EachUsage(u => u["prompt_tokens"] = 25)),
        Proof.ByMangling("USAGE-GROW-002", "prompt_tokens end at 600", c => c.EachUsage(u => u["prompt_tokens"] = Math.Min(600, u["prompt_tokens"]!.GetValue<long>()))),
        Proof.ByRequest("USAGE-TURN-001", "only the last message is read", r =>
        {
            var count = r.Messages().Count();
            return r.Keeping((_, i) => i == count - 1);
        }),
        Proof.ByRequest("USAGE-SYSTEM-001", "system messages are dropped", r => r.Keeping((m, _) => m.Text("role") != "system")),
        Proof.ByFault("USAGE-TOOLS-001", "rv-tools-silently-dropped"),
        Proof.ByMangling("USAGE-BASE-001", "every prompt has 200 tokens of the host's own", c => c.MorePrompt(200, _ => true)),
        Proof.ByMangling("USAGE-OUT-001", "completion_tokens are always 2", c => c.EachUsage(u => u["completion_tokens"] = 2)),
        Proof.ByMangling("USAGE-OUT-002", "a stream has 9 completion_tokens more", c => c.IsStream ? c.EachUsage(u => u["completion_tokens"] = u["completion_tokens"]!.GetValue<long>() + 9) : c),
        Proof.ByMangling("USAGE-CAP-001", "completion_tokens are 3 short", c => c.EachUsage(u => u["completion_tokens"] = u["completion_tokens"]!.GetValue<long>() - 3)),
        Proof.ByMangling("USAGE-REASON-002", "reasoning_tokens are always 1", c => c.EachUsage(u => Reasoning(u, 1))),
        Proof.ByFault("USAGE-REASON-003", "ua-reasoning-over-completion"),
        Proof.ByMangling("USAGE-CACHE-002", "everything is reported as cached", c => c.EachUsage(u => Cached(u, u["prompt_tokens"]!.GetValue<long>()))),
        Proof.ByFault("USAGE-CACHE-003", "ua-cache-off-silently"),
        Proof.ByFault("USAGE-CACHE-004", "dk-prefix-hit-diverges"),
        Proof.ByFault("USAGE-CACHE-005", "dk-recurrent-state-on-hit"),
    ];

    private static void Reasoning(JsonObject usage, long tokens)
    {
        if (usage.ContainsKey("reasoning_tokens"))
            usage["reasoning_tokens"] = tokens;
        if (usage["completion_tokens_details"] is JsonObject details)
            details["reasoning_tokens"] = tokens;
    }

    private static void Cached(JsonObject usage, long tokens)
    {
        if (usage.ContainsKey("cached_tokens"))
            usage["cached_tokens"] = tokens;
        if (usage["prompt_tokens_details"] is JsonObject details)
            details["cached_tokens"] = tokens;
    }
}
