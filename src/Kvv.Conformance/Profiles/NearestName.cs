namespace Kvv.Conformance.Profiles;

/// <summary>Finds the name a person most likely meant.</summary>
internal static class NearestName
{
    /// <summary>
    /// The known name with the smallest edit distance to a mistyped one, upper and lower case alike; <see langword="null"/> when even
    /// that one differs in more than half of its characters.
    /// </summary>
    /// <param name="name">The mistyped name.</param>
    /// <param name="known">The names that exist.</param>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var nearest = known
            .Select(k => (Name: k, Distance: Distance(name.ToLowerInvariant(), k.ToLowerInvariant())))
            .OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Name is not null && nearest.Distance * 2 <= nearest.Name.Length ? nearest.Name : null;
    }

    // Levenshtein (1966): the fewest insertions, deletions and substitutions; one row of the table at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substituted = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
