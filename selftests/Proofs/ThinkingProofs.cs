using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>The thinking switch, and reasoning beside answers.</summary>
internal sealed class ThinkingProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByFault("THINK-ON-001", "rc-never-split"),
        Proof.ByFault("THINK-OFF-001", "rc-disable-ignored"),
        Proof.ByMangling("THINK-FIELD-001", "streams carry reasoning under another name", c => !c.IsStream ? c : c.EachMessage(m => Rename(m, "reasoning_content", "reasoning"))),
        Proof.ByFault("THINK-DEFAULT-001", "rc-never-split"),
        Proof.ByMangling("THINK-DEFAULT-002", "a request with the switch has 3 tokens more", c => c.MorePrompt(3, r => r.ContainsKey("thinking"))),
        Proof.ByFault("THINK-TOGGLE-001", "tt-think-prefill-mismatch"),
        Proof.ByFault("THINK-OFF-002", "rc-disable-inlines"),
        Proof.ByFault("THINK-OFF-003", "rc-disable-ignored"),
        Proof.ByFault("THINK-OFF-004", "rc-answer-in-reasoning"),
        Proof.ByFault("THINK-OFF-005", "rv-always-thinking-disable", "kimi-k2.7-code"),
        Proof.ByFault("THINK-NONE-001", "rc-disable-ignored", "kimi-k3"),
        InEngineDialect(Proof.ByFault("THINK-ALIAS-001", "rc-disable-ignored")),
        Proof.ByFault("THINK-ALIAS-002", "rc-disable-ignored"),
        Proof.ByFault("THINK-CAP-001", "rc-cut-thinking-in-content"),
        Proof.ByFault("THINK-CAP-002", "sa-cap-reports-stop"),
        Proof.ByMangling("THINK-STREAM-001", "a delta of reasoning comes again after the content", c => c.WithEvents(Again)),
        Proof.ByMangling("THINK-STREAM-002", "all reasoning comes in one delta", c => c.WithEvents(AtOnce)),
        Proof.ByMangling("THINK-TOOL-001", "replies come without their reasoning", c => c.EachMessage(m => m.Remove("reasoning_content"))),
        Proof.ByFault("THINK-TOOL-002", "rc-lost-when-forced", "kimi-k3"),
    ];

    private static Proof InEngineDialect(Proof proof) =>
        proof with { Scenario = proof.Scenario with { Settings = new Dictionary<string, string> { ["KVV_DIALECT"] = "opensource" } } };

    private static void Rename(JsonObject message, string from, string to)
    {
        if (!message.Remove(from, out var value))
            return;
        message[to] = value;
    }

    private static bool Reasons(string e) => e.Contains("\"reasoning_content\":\"", StringComparison.Ordinal);

    private static List<string> Again(IReadOnlyList<string> events)
    {
        var changed = events.ToList();
        if (changed.Find(Reasons) is { } thought)
            changed.Insert(changed.FindLastIndex(e => e.Contains("\"content\":\"", StringComparison.Ordinal)) + 1, thought);
        return changed;
    }

    private static List<string> AtOnce(IReadOnlyList<string> events)
    {
        var thoughts = events.Where(Reasons).Select(e => JsonNode.Parse(e)!).ToList();
        if (thoughts.Count == 0)
            return [.. events];
        thoughts[0]["choices"]![0]!["delta"]!["reasoning_content"] = string.Concat(thoughts.Select(t => t["choices"]![0]!["delta"]!["reasoning_content"]!.GetValue<string>()));
        var changed = events.Where(e => !Reasons(e)).ToList();
        changed.Insert(events.TakeWhile(e => !Reasons(e)).Count(), thoughts[0].ToJsonString());
        return changed;
    }
}
