using System.Text;

namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>The completions of one prompt from both sides, as code points or token ids.</summary>
/// <param name="Reference">At least two.</param>
/// <param name="Vendor">At least two.</param>
public sealed record CompletionPair(IReadOnlyList<IReadOnlyList<int>> Reference, IReadOnlyList<IReadOnlyList<int>> Vendor)
{
    /// <summary>Completions as texts, compared code point by code point.</summary>
    public static CompletionPair OfTexts(IEnumerable<string> reference, IEnumerable<string> vendor) =>
        new([.. reference.Select(CodePoints)], [.. vendor.Select(CodePoints)]);

    private static int[] CodePoints(string text) => [.. text.EnumerateRunes().Select((Rune r) => r.Value)];
}

/// <summary>
/// Maximum mean discrepancy with the Hamming kernel k(x, y) = share of equal positions among the first L, compared within
/// prompts: unbiased, so it may be negative. Finds substituted models, other sampling parameters and strong quantization
/// from text alone.
/// </summary>
/// <remarks>
/// Source: I. Gao, P. Liang and C. Guestrin, "Model equality testing", arXiv 2410.20247. Match counts are kept as integers.
/// Shorter completions are padded and padding agrees with padding, so choose prompts whose answers exceed L. With L = 1 it
/// compares first tokens, which costs a fraction and sees more than long texts do.
/// </remarks>
public sealed class HammingMmd : IStratifiedStatistic
{
    private const int Padding = -1;

    private readonly int[][,] _matches;
    private readonly int[] _references;
    private readonly double _referencePairs;
    private readonly double _crossPairs;
    private readonly double _vendorPairs;

    /// <summary>Prepares the match counts.</summary>
    /// <param name="prompts">At least one.</param>
    /// <param name="length">L, positions compared, at least 1.</param>
    public HammingMmd(IReadOnlyList<CompletionPair> prompts, int length)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentOutOfRangeException.ThrowIfLessThan(prompts.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        if (prompts.Any(p => p.Reference.Count < 2 || p.Vendor.Count < 2))
            throw new ArgumentException("Every prompt needs two completions from each side.", nameof(prompts));
        _matches = [.. prompts.Select(p => Matches([.. p.Reference, .. p.Vendor], length))];
        _references = [.. prompts.Select(p => p.Reference.Count)];
        _referencePairs = length * prompts.Sum(p => (double)p.Reference.Count * (p.Reference.Count - 1));
        _crossPairs = length * prompts.Sum(p => (double)p.Reference.Count * p.Vendor.Count);
        _vendorPairs = length * prompts.Sum(p => (double)p.Vendor.Count * (p.Vendor.Count - 1));
    }

    /// <inheritdoc />
    public int Strata => _matches.Length;

    /// <inheritdoc />
    public int Rows(int stratum) => _matches[stratum].GetLength(0);

    /// <inheritdoc />
    public int ReferenceRows(int stratum) => _references[stratum];

    /// <inheritdoc />
    public double Contribution(int stratum, ReadOnlySpan<bool> isReference)
    {
        var matches = _matches[stratum];
        long within = 0, across = 0, other = 0;
        for (var i = 0; i < isReference.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                if (isReference[i] != isReference[k])
                    across += matches[i, k];
                else if (isReference[i])
                    within += matches[i, k];
                else
                    other += matches[i, k];
            }
        }

        return 2 * within / _referencePairs - 2 * across / _crossPairs + 2 * other / _vendorPairs;
    }

    private static int[,] Matches(IReadOnlyList<int>[] rows, int length)
    {
        var matches = new int[rows.Length, rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < i; k++)
                matches[i, k] = Enumerable.Range(0, length).Count(t => At(rows[i], t) == At(rows[k], t));
        }

        return matches;
    }

    private static int At(IReadOnlyList<int> row, int position) => position < row.Count ? row[position] : Padding;
}
