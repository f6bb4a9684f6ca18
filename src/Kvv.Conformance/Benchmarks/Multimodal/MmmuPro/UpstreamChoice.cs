namespace Kvv.Conformance.Benchmarks.Multimodal.MmmuPro;

/// <summary>
/// The extraction rule of the makers' own verifier, for a figure that compares with published ones: MoonshotAI/Kimi-Vendor-Verifier,
/// <c>mmmu_pro_vision.py</c>. Where it finds nothing it draws a letter; here the draw is replaced by its expectation.
/// </summary>
internal static class UpstreamChoice
{
    /// <summary>The letter the rule takes, or <see langword="null"/> where it would draw one at random.</summary>
    /// <param name="reply">The reply's content.</param>
    /// <param name="options">The options, A first.</param>
    public static string? Extract(string reply, IReadOnlyList<string> options)
    {
        var letters = options.Select((_, i) => ((char)('A' + i)).ToString()).ToList();
        const string Mark = "Answer:";
        var last = reply.LastIndexOf(Mark, StringComparison.Ordinal);
        if (last >= 0)
        {
            var tail = reply[(last + Mark.Length)..];
            var held = letters.Where(l => tail.Contains(l, StringComparison.Ordinal)).ToList();
            if (held.Count == 1)
                return held[0];
        }

        var text = reply;
        foreach (var mark in ",.!?;:'")
            text = text.Trim(mark);
        text = $" {text} ";
        List<string> Holding(Func<string, string> form) => [.. letters.Where(l => text.Contains(form(l), StringComparison.Ordinal))];
        var candidates = Holding(l => $"({l})");
        Func<string, int> place = l => text.LastIndexOf($"({l})", StringComparison.Ordinal);
        if (candidates.Count == 0)
        {
            candidates = Holding(l => $"{l} ");
            place = l => text.LastIndexOf($" {l} ", StringComparison.Ordinal);
        }

        if (candidates.Count == 0)
            candidates = Holding(l => $"{l}.");
        if (candidates.Count == 0 && text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length > 5)
        {
            candidates = [.. letters.Where((_, i) => text.Contains(options[i], StringComparison.OrdinalIgnoreCase))];
            place = l => text.LastIndexOf(options[l[0] - 'A'], StringComparison.OrdinalIgnoreCase);
        }

        // Ties, among them places of -1, go to the first.
        return candidates.Count == 0 ? null : candidates.MaxBy(place);
    }
}
