namespace Kvv.Evaluation.LongOutput;

/// <summary>
/// Counts lines with a wrong character or two between right neighbours: what a wrong token leaves behind. A model that loses
/// the thread writes other lines; one that slips goes on from its slip.
/// </summary>
public static class LineDamage
{
    private const int MostWrongCharacters = 3;

    /// <summary>Damaged lines of an output; linear in its length.</summary>
    /// <param name="plan">The right lines.</param>
    /// <param name="text">The output.</param>
    public static int Of(IReadOnlyList<string> plan, string text)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(text);
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < plan.Count; i++)
            places.TryAdd(plan[i], i);
        var written = text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        var damaged = 0;
        for (var i = 1; i + 1 < written.Count; i++)
        {
            if (places.ContainsKey(written[i]) || !places.TryGetValue(written[i - 1], out var before))
                continue;
            // A lost line break joins two lines into one.
            if (before + 2 < plan.Count && written[i + 1] == plan[before + 2] && AreNear(written[i], plan[before + 1]))
                damaged++;
            else if (before + 3 < plan.Count && written[i + 1] == plan[before + 3] && AreNear(written[i], plan[before + 1] + " " + plan[before + 2]))
                damaged++;
        }

        return damaged;
    }

    private static bool AreNear(string line, string planned) =>
        line.Length == planned.Length && line.Zip(planned).Count(p => p.First != p.Second) is >= 1 and <= MostWrongCharacters;
}
