using System.Text.Json;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// Reads a journal without opening it for writing, one record at a time, so that a journal of any length costs the memory of
/// its longest line. A torn last line is left out.
/// </summary>
public static class JournalReader
{
    /// <summary>Every record in file order; a trial that was sent again appears once for each time.</summary>
    /// <param name="path">The journal.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A complete line is no trial record; the message names file and line.</exception>
    public static IEnumerable<TrialRecord> All(string path) => Lines(path).Select(l => l.Record);

    /// <summary>The record that counts for each trial: its last settled one, or its last one when none is settled.</summary>
    /// <param name="path">The journal.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A complete line is no trial record; the message names file and line.</exception>
    public static IEnumerable<TrialRecord> Latest(string path)
    {
        var counting = new Dictionary<TrialId, (int Line, bool Settled)>();
        foreach (var (number, record) in Lines(path))
        {
            if (record.IsSettled || !counting.TryGetValue(record.Id, out var earlier) || !earlier.Settled)
                counting[record.Id] = (number, record.IsSettled);
        }

        return Lines(path).Where(l => counting.TryGetValue(l.Record.Id, out var line) && line.Line == l.Number).Select(l => l.Record);
    }

    private static IEnumerable<(int Number, TrialRecord Record)> Lines(string path)
    {
        // The writer may still hold the file: a reader must not ask for more than it grants.
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            TrialRecord? record;
            try
            {
                record = JsonSerializer.Deserialize<TrialRecord>(line, TrialJournal.Options);
            }
            catch (JsonException) when (reader.EndOfStream)
            {
                yield break;
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{path}:{number}: not a trial record. ({e.Message})", e);
            }

            yield return (number, record ?? throw new InvalidDataException($"{path}:{number}: expected a trial record."));
        }
    }
}
