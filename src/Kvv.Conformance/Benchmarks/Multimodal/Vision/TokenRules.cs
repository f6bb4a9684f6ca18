namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>Rules about <c>prompt_tokens</c> that hold whatever a patch costs.</summary>
internal static class TokenRules
{
    // Separators between pictures and texts may tokenize differently at their borders.
    private const long Slack = 8;

    // Two seconds at five frames a second, the most any documented rate takes, and two to spare.
    private const long MostFrames = 12;

    /// <summary>Which rule is broken.</summary>
    /// <param name="rule">The rule of the probe.</param>
    /// <param name="tokens">The counts of its steps; the first of <c>more</c>, <c>monotone</c>, <c>sum</c> and <c>atMostTwelve</c> is the text alone.</param>
    /// <param name="isUncounted">Whether the picture or clip is not counted at all, which is another defect than the probe's own.</param>
    /// <returns>What was expected, or <see langword="null"/> when the rule holds.</returns>
    public static string? Broken(string rule, IReadOnlyList<long> tokens, out bool isUncounted)
    {
        isUncounted = rule != "same" && tokens[1] <= tokens[0];
        if (isUncounted)
            return "a picture costs prompt tokens";
        return rule switch
        {
            "more" => tokens.Zip(tokens.Skip(1)).All(p => p.First < p.Second) ? null : "each step costs more prompt tokens than the one before",
            "monotone" => tokens.Zip(tokens.Skip(1)).All(p => p.First <= p.Second) ? null : "no step costs fewer prompt tokens than the one before",
            "same" => tokens.Max() - tokens.Min() <= Slack ? null : $"the steps cost the same prompt tokens (up to {Slack})",
            "sum" => Math.Abs(tokens[2] - tokens[0] - (2 * (tokens[1] - tokens[0]))) <= Slack ? null : $"two pictures cost twice what one costs (up to {Slack} tokens)",
            "atMostTwelve" => tokens[2] - tokens[0] <= MostFrames * (tokens[1] - tokens[0]) ? null : $"the clip costs at most {MostFrames} times what a picture of its size costs",
            _ => throw new InvalidDataException($"Unknown rule \"{rule}\" about tokens."),
        };
    }
}
