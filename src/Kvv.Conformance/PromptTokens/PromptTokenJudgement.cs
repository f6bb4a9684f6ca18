using System.Globalization;

namespace Kvv.Conformance.PromptTokens;

/// <summary>A case with the count that an endpoint reported for it.</summary>
/// <param name="Case">The case.</param>
/// <param name="Actual">The reported <c>prompt_tokens</c>.</param>
public sealed record CountedCase(PromptTokenCase Case, long Actual)
{
    /// <summary>How many tokens more than published.</summary>
    public long Offset => Actual - Case.Expected;
}

/// <summary>
/// Holds reported counts against the published ones. Some engines count the three tokens that open the assistant's turn and
/// some do not, so a surplus of 0 to 3 is allowed (vendor verifier, commit 1701578), but it must be the same for every case.
/// </summary>
public static class PromptTokenJudgement
{
    /// <summary>The largest surplus, in tokens, that an engine's way of counting explains.</summary>
    public const long Tolerance = 3;

    /// <summary>What is wrong, in a sentence, or <see langword="null"/> when every count is right.</summary>
    /// <param name="counts">The counted cases.</param>
    public static string? Fault(IReadOnlyCollection<CountedCase> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var offset = counts.Where(c => c.Offset is >= 0 and <= Tolerance).GroupBy(c => c.Offset).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).FirstOrDefault()?.Key ?? 0;
        var wrong = counts.Where(c => c.Offset != offset).ToList();
        if (wrong.Count == 0)
            return null;
        var shown = string.Join(", ", wrong.Take(6).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Case.Id} {c.Actual} for {c.Case.Expected}")));
        return string.Create(CultureInfo.InvariantCulture, $"{wrong.Count} of {counts.Count} cases differ (most others by {offset}): {shown}{(wrong.Count > 6 ? ", …" : "")}");
    }
}
