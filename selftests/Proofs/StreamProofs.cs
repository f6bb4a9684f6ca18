using System.Text.Json.Nodes;

namespace Kvv.SelfTests.Proofs;

/// <summary>The shape of streams, and their agreement with whole replies.</summary>
internal sealed class StreamProofs : IProofSource
{
    public IEnumerable<Proof> Proofs =>
    [
        Proof.ByMangling("STREAM-PIECES-001", "the whole answer comes in one delta", c => Mangling.Buffered(c, "content")),
        Proof.ByMangling("STREAM-PIECES-002", "the whole answer comes in one delta", c => Mangling.Buffered(c, "content")),
        Proof.ByMangling("STREAM-PIECES-003", "all reasoning comes in one delta", c => Mangling.Buffered(c, "reasoning_content")),
        Proof.ByMangling("STREAM-ORDER-001", "reasoning ends after the answer", c => c.WithEvents(ReasoningLast)),
        Proof.ByMangling("STREAM-FIRST-001", "the first delta has text beside the role", c => c.WithEvents(e => e.Select((d, i) => i == 0 ? Mangling.Edit(d, x => x["content"] = "O") : d))),
        Proof.ByMangling("STREAM-LAST-001", "the last delta has text beside the reason", c => c.EachChoice(x =>
        {
            if (x["finish_reason"] is not null && x["delta"] is JsonObject delta)
                delta["content"] = ".";
        })),
        Proof.ByFault("STREAM-NULL-001", "sw-null-delta-fields"),
        Proof.ByMangling("STREAM-ONE-001", "chunks hold their choice twice", c => c.IsStream ? c.Each(o =>
        {
            if (o["choices"] is JsonArray { Count: 1 } choices)
                choices.Add(choices[0]!.DeepClone());
        }) : c),
        Proof.ByFault("STREAM-UTF8-001", "sw-utf8-split"),
        Proof.ByFault("STREAM-USAGE-001", "ua-stream-usage-missing"),
        Proof.ByMangling("STREAM-USAGE-001", "the summary comes first", c => c.WithEvents(e => e.Where(IsSummary).Concat(e.Where(x => !IsSummary(x))))),
        Proof.ByFault("STREAM-USAGE-002", "ua-usage-zero"),
        Proof.ByRequest("STREAM-USAGE-003", "usage comes unasked", WithUsage),
        Proof.ByRequest("STREAM-USAGE-004", "include_usage false counts as true", WithUsage),
        Proof.ByMangling("STREAM-USAGE-005", "every chunk reports usage", c => c.IsStream ? c.Each(o => o["usage"] ??= new JsonObject { ["prompt_tokens"] = 9, ["completion_tokens"] = 1, ["total_tokens"] = 10 }) : c),
        Proof.ByRequest("STREAM-FALSE-001", "stream false counts as true", r =>
        {
            if (r.ContainsKey("stream"))
                r["stream"] = true;
            return r;
        }),
        Proof.ByFault("AGREE-TEXT-001", "sw-stream-differs"),
        Proof.ByFault("AGREE-CALL-001", "sw-stream-differs"),
        Proof.ByFault("AGREE-CAP-001", "sa-cap-reports-stop:stream"),
        Proof.ByMangling("AGREE-ID-001", "every reply has the same id", c => c.Each(o => o["id"] = "chatcmpl-1")),
        Proof.ByMangling("AGREE-ID-002", "ids have no prefix", c => c.Each(o => o["id"] = o["id"]?.ToString().Replace("chatcmpl-", "", StringComparison.Ordinal))),
        Proof.ByMangling("AGREE-TIME-001", "created is in milliseconds", c => c.Each(o => o["created"] = o["created"]!.GetValue<long>() * 1000)),
        Proof.ByFault("STREAM-CALL-001", "tc-index-missing"),
        Proof.ByFault("STREAM-CALL-001", "tc-name-split"),
        Proof.ByFault("STREAM-CALL-002", "sw-tool-chunk-shape"),
        Proof.ByFault("STREAM-CALL-003", "tc-args-not-streamed"),
        Proof.ByMangling("STREAM-CALL-004", "the first delta of a call has arguments already", c => c.EachMessage(m =>
        {
            if (m["tool_calls"] is JsonArray calls && calls[0] is JsonObject call && call.ContainsKey("id"))
                call["function"]!["arguments"] = "{";
        })),
        Proof.ByFault("STREAM-CALL-005", "tc-args-invalid-json"),
        Proof.ByFault("STREAM-CALL-005", "tc-markup-in-args"),
        Proof.ByFault("STREAM-CALL-006", "tc-finish-stop"),
        Proof.ByFault("STREAM-CALL-006", "tc-finish-absent"),
    ];

    private static bool IsSummary(string data) => MangledCall.Parse(data)?["choices"] is JsonArray { Count: 0 };

    private static IEnumerable<string> ReasoningLast(IReadOnlyList<string> events)
    {
        var late = events.ToList().FindLastIndex(e => (Mangling.Delta(e)?["reasoning_content"]?.ToString() ?? "").Length > 0);
        var end = events.ToList().FindLastIndex(e => (Mangling.Delta(e)?["content"]?.ToString() ?? "").Length > 0);
        return late < 0 || end < late ? events : [.. events.Take(late), .. events.Skip(late + 1).Take(end - late), events[late], .. events.Skip(end + 1)];
    }

    private static JsonObject WithUsage(JsonObject request)
    {
        if (request["stream"]?.GetValue<bool>() == true)
            request["stream_options"] = new JsonObject { ["include_usage"] = true };
        return request;
    }
}
