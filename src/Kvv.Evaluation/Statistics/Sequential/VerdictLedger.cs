namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>A verdict recomputed from its ledger.</summary>
/// <param name="Result">What the rule says about the recorded observations.</param>
/// <param name="FirstMismatch">Index of the first line whose recorded value, use or evidence differs from the recomputed one, or <see langword="null"/>.</param>
public sealed record ReplayResult(SequentialResult Result, int? FirstMismatch)
{
    /// <summary>Whether every line agrees.</summary>
    public bool Agrees => FirstMismatch is null;
}

/// <summary>Recomputes verdicts offline.</summary>
public static class VerdictLedger
{
    /// <summary>
    /// Feeds the recorded observations to a fresh test. Under a rule with a higher cap this continues an undecided run: the
    /// evidence so far stays valid.
    /// </summary>
    /// <param name="rule">The rule of the run.</param>
    /// <param name="lines">The ledger from index 0 on, without gaps.</param>
    /// <param name="tolerance">Allowed difference of recorded and recomputed evidence; platforms differ in the last place.</param>
    public static ReplayResult Replay(SequentialRule rule, IEnumerable<VerdictLedgerEntry> lines, double tolerance = EValues.Tolerance)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var test = new SequentialTest(rule);
        int? mismatch = null;
        foreach (var line in lines)
        {
            var again = test.Observe(line.ToObservation());
            if (mismatch is null && !Agree(line, again, tolerance))
                mismatch = line.Index;
        }

        return new ReplayResult(test.Result(), mismatch);
    }

    private static bool Agree(VerdictLedgerEntry recorded, VerdictLedgerEntry again, double tolerance) =>
        recorded.Used == again.Used
        && Close(recorded.Value ?? 0, again.Value ?? 0, tolerance)
        && recorded.Value.HasValue == again.Value.HasValue
        && Close(recorded.LogPass, again.LogPass, tolerance)
        && Close(recorded.LogFail, again.LogFail, tolerance);

    // Equality first: infinity minus infinity is no number.
    private static bool Close(double a, double b, double tolerance) => a == b || Math.Abs(a - b) <= tolerance;
}
