using System.Text.Json.Nodes;

namespace Kvv.ReferenceVendor.Usage;

/// <summary>Token counts of one reply. A count set to <see langword="null"/> (by a fault, or a profile without it) is not reported.</summary>
internal sealed class UsageRecord
{
    public long? Prompt { get; set; }

    public long? Completion { get; set; }

    public long? Total { get; set; }

    public long? Cached { get; set; }

    public long? Reasoning { get; set; }

    public JsonObject ToJson(bool flat)
    {
        var usage = new JsonObject
        {
            ["prompt_tokens"] = Prompt,
            ["completion_tokens"] = Completion,
            ["total_tokens"] = Total,
        };
        if (Cached is { } cached)
        {
            // Moonshot reports it at the top of the record, OpenAI inside the details.
            if (flat)
                usage["cached_tokens"] = cached;
            usage["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = cached };
        }

        if (Reasoning is { } reasoning)
        {
            if (flat)
                usage["reasoning_tokens"] = reasoning;
            usage["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = reasoning };
        }

        return usage;
    }
}
