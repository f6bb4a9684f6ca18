using System.Text;

namespace Kvv.Wire.Folding;

/// <summary>Collects anomalies. A fault that repeats in every chunk of a long stream is kept a few times and then only counted.</summary>
internal sealed class AnomalyLog
{
    private const int KeptOfOneKind = 4;
    private const int ExcerptCharacters = 400;

    private readonly List<(int Event, Anomaly Anomaly)> _kept = [];
    private readonly Dictionary<string, Tally> _tallies = [];

    /// <summary>Number of the stream's event that is being read, from 1; 0 outside of one.</summary>
    public int Event { get; set; }

    /// <summary>How many anomalies were reported, those that are only counted included.</summary>
    public int Total { get; private set; }

    /// <summary>Reports an anomaly at the current event.</summary>
    public void Add(string kind, string message, ReadOnlySpan<byte> excerpt = default)
    {
        if (!_tallies.TryGetValue(kind, out var tally))
            _tallies.Add(kind, tally = new());
        tally.Seen++;
        Total++;
        if (tally.Seen > KeptOfOneKind)
            return;
        tally.LastKept = _kept.Count;
        _kept.Add((Event, new(kind, Event > 0 ? $"Event {Event}: {message}" : message, Excerpt(excerpt))));
    }

    /// <summary>
    /// Everything reported, by event, that of the end last; so the order does not depend on how the bytes were split. The last
    /// one kept of a kind tells how many more there were.
    /// </summary>
    public IReadOnlyList<Anomaly> ToList()
    {
        var all = _kept.ToArray();
        foreach (var tally in _tallies.Values.Where(t => t.Seen > KeptOfOneKind))
        {
            var (number, last) = all[tally.LastKept];
            all[tally.LastKept] = (number, last with { Message = $"{last.Message} ({tally.Seen - KeptOfOneKind} more of this kind.)" });
        }

        return [.. all.OrderBy(a => a.Event == 0 ? int.MaxValue : a.Event).Select(a => a.Anomaly)];
    }

    private static string? Excerpt(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return null;
        // A character takes at most four bytes, so this prefix holds all that is shown.
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, ExcerptCharacters * 4)]);
        if (text.Length <= ExcerptCharacters)
            return text;
        var end = char.IsHighSurrogate(text[ExcerptCharacters - 1]) ? ExcerptCharacters - 1 : ExcerptCharacters;
        return text[..end];
    }

    private sealed class Tally
    {
        public int Seen { get; set; }

        public int LastKept { get; set; }
    }
}
