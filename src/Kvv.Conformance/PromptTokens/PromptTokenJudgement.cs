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
/// some do not (NVIDIA/TensorRT-LLM#17845: the opener of three tokens is left out of the count). The maker's own tests demanded the exact
/// count at commit 489077b and take any surplus of 0 to 3, case by case, since 1701578: that binds. One or two tokens more are no way of
/// counting all the same: they are in the prompt, as a second start token is; so that the surplus is none or the opener, in every
/// case alike, is a recommendation.
/// </summary>
public static class PromptTokenJudgement
{
    /// <summary>The tokens that open the assistant's turn, which an engine counts or does not.</summary>
    public const long Opener = 3;

    private const int Shown = 6;

    /// <summary>What binds: every case costs its published count, or up to <see cref="Opener"/> tokens more.</summary>
    /// <param name="counts">The counted cases.</param>
    /// <returns>What is wrong, in a sentence, or <see langword="null"/> when every count is in range.</returns>
    public static string? OutOfRange(IReadOnlyCollection<CountedCase> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var wrong = counts.Where(c => c.Offset is < 0 or > Opener).ToList();
        if (wrong.Count == 0)
            return null;
        return wrong.Count == counts.Count && Uniform(counts) is { } alike
            ? alike
            : string.Create(CultureInfo.InvariantCulture, $"{wrong.Count} of {counts.Count} cases are outside of 0 to {Opener} tokens more: {Examples(wrong)}");
    }

    /// <summary>What is recommended: the surplus is none in every case, or the opener of the answer in every case.</summary>
    /// <param name="counts">The counted cases.</param>
    /// <returns>What is odd, in a sentence, or <see langword="null"/> when every surplus is one of the two.</returns>
    public static string? OddSurplus(IReadOnlyCollection<CountedCase> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var offsets = counts.GroupBy(c => c.Offset).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).ToList();
        if (offsets is [] or [{ Key: 0 or Opener }])
            return null;
        if (Uniform(counts) is { } alike)
            return alike;
        var usual = offsets.Find(g => g.Key is 0 or Opener);
        var wrong = counts.Where(c => c.Offset != usual?.Key).ToList();
        var others = usual is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (the others by {usual.Key})");
        return string.Create(CultureInfo.InvariantCulture, $"{wrong.Count} of {counts.Count} cases differ{others}: {Examples(wrong)}");
    }

    private static string? Uniform(IReadOnlyCollection<CountedCase> counts) => counts.Select(c => c.Offset).Distinct().ToList() is [var only]
        ? string.Create(CultureInfo.InvariantCulture, $"all {counts.Count} cases report {Difference(only)} published: {Examples(counts)}")
        : null;

    private static string Difference(long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(offset)} {(Math.Abs(offset) == 1 ? "token" : "tokens")} {(offset > 0 ? "more" : "fewer")} than");

    private static string Examples(IEnumerable<CountedCase> cases)
    {
        var all = cases.ToList();
        return $"{string.Join(", ", all.Take(Shown).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Case.Id} {c.Actual} for {c.Case.Expected}")))}{(all.Count > Shown ? ", …" : "")}";
    }
}
