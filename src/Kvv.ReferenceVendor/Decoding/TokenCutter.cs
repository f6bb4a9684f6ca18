using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Decoding;

/// <summary>Cuts a draft into tokens, ends it at a stop string, and holds it to the cap.</summary>
internal static class TokenCutter
{
    public static Generation Cut(Draft draft, SamplingSettings sampling, int index)
    {
        var content = draft.Content;
        var stopped = StopAt(content, sampling.Stop);
        if (stopped is { } end)
            content = content[..end];
        var full = new Generation
        {
            Index = index,
            Reasoning = VendorTokenizer.Split(draft.Reasoning ?? ""),
            Content = VendorTokenizer.Split(content),
            Calls = stopped is null ? [.. draft.Calls.Select(Call)] : [],
        };
        full.FinishReason = full.Calls.Count > 0 ? "tool_calls" : "stop";
        if (sampling.Cap is { } cap && full.CompletionTokens > cap)
            full = Capped(full, cap);
        full.FinishReason = draft.FinishReason ?? full.FinishReason;
        return full;
    }

    private static int? StopAt(string content, IReadOnlyList<string> stops)
    {
        var hits = stops.Select(s => content.IndexOf(s, StringComparison.Ordinal)).Where(at => at >= 0).ToList();
        return hits.Count > 0 ? hits.Min() : null;
    }

    private static GeneratedCall Call(DraftCall call) => new()
    {
        Id = call.Id,
        Name = call.Name,
        Arguments = VendorTokenizer.Split(call.Arguments),
        HeadCost = 1 + VendorTokenizer.Count(call.Name),
    };

    /// <summary>The first <paramref name="cap"/> tokens. A call whose head does not fit is not begun.</summary>
    private static Generation Capped(Generation full, int cap)
    {
        var reasoning = full.Reasoning.Take(cap).ToList();
        var content = full.Content.Take(cap - reasoning.Count).ToList();
        var left = cap - reasoning.Count - content.Count;
        var calls = new List<GeneratedCall>();
        foreach (var call in full.Calls)
        {
            if (left < call.HeadCost)
                break;
            var arguments = call.Arguments.Take(left - call.HeadCost).ToList();
            calls.Add(new() { Id = call.Id, Name = call.Name, HeadCost = call.HeadCost, Arguments = arguments });
            left -= call.HeadCost + arguments.Count;
            if (arguments.Count < call.Arguments.Count)
                break;
        }

        return new() { Index = full.Index, Reasoning = reasoning, Content = content, Calls = calls, FinishReason = "length" };
    }
}
