namespace Kvv.Conformance.Faults;

/// <summary>Finds what a mistyped id most likely meant.</summary>
internal static class NearestId
{
    /// <summary>
    /// The candidate with the fewest edits (Levenshtein, by characters) from <paramref name="written"/>; the first in ordinal order
    /// among equals.
    /// </summary>
    /// <param name="written">What someone wrote.</param>
    /// <param name="candidates">The ids that exist.</param>
    /// <returns>The id, or <see langword="null"/> when more than half of the longer of the two would have to change.</returns>
    public static string? Of(string written, IEnumerable<string> candidates) => candidates
        .Select(id => (Id: id, Edits: Edits(written, id)))
        .Where(c => c.Edits * 2 <= Math.Max(written.Length, c.Id.Length))
        .OrderBy(c => c.Edits)
        .ThenBy(c => c.Id, StringComparer.Ordinal)
        .Select(c => c.Id)
        .FirstOrDefault();

    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
