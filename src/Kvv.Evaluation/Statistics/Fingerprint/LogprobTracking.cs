namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>Top logprobs of one prompt's first token from both sides; each row maps a token (by text and bytes) to its logprob.</summary>
/// <param name="Reference">At least one row, none empty.</param>
/// <param name="Vendor">At least one row, none empty.</param>
public sealed record LogprobRows(
    IReadOnlyList<IReadOnlyDictionary<string, double>> Reference, IReadOnlyList<IReadOnlyDictionary<string, double>> Vendor);

/// <summary>
/// Logprob tracking: the mean over seen tokens of |mean logprob here - mean logprob there|, averaged over prompts. A token
/// missing from a row gets that row's smallest value: it was below the cut. Resolves numeric changes of the order of the
/// honest noise with ten one-token requests.
/// </summary>
/// <remarks>
/// Source: arXiv 2512.03816. Kernels and batch sizes differ between honest endpoints too, so a small p-value counts only
/// together with the spread of accepted references (<see cref="FingerprintDecision"/>).
/// </remarks>
public sealed class LogprobTracking : IStratifiedStatistic
{
    private readonly double[][][] _rows;
    private readonly int[] _references;

    /// <summary>Prepares the censored table of every prompt.</summary>
    /// <param name="prompts">At least one.</param>
    public LogprobTracking(IReadOnlyList<LogprobRows> prompts)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentOutOfRangeException.ThrowIfLessThan(prompts.Count, 1);
        if (prompts.Any(p => p.Reference.Count == 0 || p.Vendor.Count == 0 || p.Reference.Concat(p.Vendor).Any(r => r.Count == 0)))
            throw new ArgumentException("Every prompt needs a row with logprobs from each side.", nameof(prompts));
        _rows = [.. prompts.Select(p => Table([.. p.Reference, .. p.Vendor]))];
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
        double references = _references[stratum], others = rows.Length - references;
        var sum = 0d;
        for (var token = 0; token < rows[0].Length; token++)
        {
            double here = 0, there = 0;
            for (var r = 0; r < rows.Length; r++)
            {
                if (isReference[r])
                    here += rows[r][token];
                else
                    there += rows[r][token];
            }

            sum += Math.Abs(here / references - there / others);
        }

        return sum / rows[0].Length / Strata;
    }

    private static double[][] Table(IReadOnlyDictionary<string, double>[] rows)
    {
        string[] seen = [.. rows.SelectMany(r => r.Keys).Distinct(StringComparer.Ordinal)];
        return [.. rows.Select(r =>
        {
            var lowest = r.Values.Min();
            return seen.Select(token => r.TryGetValue(token, out var logprob) ? logprob : lowest).ToArray();
        })];
    }
}
