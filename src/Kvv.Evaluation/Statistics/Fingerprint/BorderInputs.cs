namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>First tokens of one border input from both sides.</summary>
/// <param name="Reference">At least one output.</param>
/// <param name="Vendor">At least one output.</param>
public sealed record OutputPair(IReadOnlyList<string> Reference, IReadOnlyList<string> Vendor);

/// <summary>
/// Border inputs: prompts on which the model at temperature 0 wavers between two first tokens. Tiny numeric changes tip
/// them, so the mean over prompts of the total variation of outputs is a sensitive sign of drift, from text alone.
/// </summary>
/// <remarks>
/// Source: arXiv 2602.11083. The plug-in total variation is biased upward for few outputs: read it only against its
/// permutation null, never against a fixed threshold. Useless behind forced reasoning.
/// </remarks>
public sealed class BorderInputs : IStratifiedStatistic
{
    private readonly int[][] _rows;
    private readonly int[] _references;

    /// <summary>Prepares the outputs.</summary>
    /// <param name="prompts">At least one.</param>
    public BorderInputs(IReadOnlyList<OutputPair> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentOutOfRangeException.ThrowIfLessThan(prompts.Count, 1);
        if (prompts.Any(p => p.Reference.Count == 0 || p.Vendor.Count == 0))
            throw new ArgumentException("Every prompt needs an output from each side.", nameof(prompts));
        _rows = [.. prompts.Select(p => Numbered([.. p.Reference, .. p.Vendor]))];
        _references = [.. prompts.Select(p => p.Reference.Count)];
    }

    /// <inheritdoc />
    public int Strata => _rows.Length;

    /// <inheritdoc />
    public int Rows(int stratum) => _rows[stratum].Length;

    /// <inheritdoc />
    public int ReferenceRows(int stratum) => _references[stratum];

    /// <inheritdoc />
    public double Contribution(int stratum, ReadOnlySpan<bool> isReference)
    {
        var rows = _rows[stratum];
        var here = new int[rows.Max() + 1];
        var there = new int[here.Length];
        for (var r = 0; r < rows.Length; r++)
            (isReference[r] ? here : there)[rows[r]]++;
        return TotalVariation(here, there) / Strata;
    }

    /// <summary>Plug-in total variation ½ Σ |p - q| of two tables of counts over the same outputs.</summary>
    /// <param name="reference">Counts, at least one above 0.</param>
    /// <param name="vendor">Counts in the same order.</param>
    public static double TotalVariation(IReadOnlyList<int> reference, IReadOnlyList<int> vendor)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentOutOfRangeException.ThrowIfNotEqual(vendor.Count, reference.Count);
        double n = reference.Sum(), m = vendor.Sum();
        Domain.Positive(n, nameof(reference));
        Domain.Positive(m, nameof(vendor));
        return .5 * reference.Zip(vendor, (a, b) => Math.Abs(a / n - b / m)).Sum();
    }

    /// <summary>
    /// Chooses the prompts that waver most: those whose second most frequent output comes closest to the first.
    /// </summary>
    /// <param name="outputs">Per candidate prompt its outputs on the official endpoint, about 100.</param>
    /// <param name="count">How many to keep; prompts with a single output are never kept.</param>
    /// <returns>Indices of the chosen prompts, the most balanced first.</returns>
    public static IReadOnlyList<int> Choose(IReadOnlyList<IReadOnlyList<string>> outputs, int count = 20)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. outputs
            .Select((o, i) => (Index: i, Counts: o.GroupBy(x => x, StringComparer.Ordinal).Select(g => g.Count()).OrderDescending().ToArray()))
            .Where(p => p.Counts.Length >= 2)
            .OrderByDescending(p => (double)p.Counts[1] / p.Counts[0])
            .Take(count)
            .Select(p => p.Index)];
    }

    private static int[] Numbered(string[] outputs)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. outputs.Select(o => numbers.TryGetValue(o, out var known) ? known : numbers[o] = numbers.Count)];
    }
}
