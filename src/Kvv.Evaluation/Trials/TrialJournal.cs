using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// The append-only record of one benchmark's trials, one JSON object a line. A trial counts as done only when its line is on
/// the disk; a last line torn by a crash is dropped and overwritten. One writer at a time: the lock
/// of the run folder keeps a second process out; readers may look on.
/// </summary>
public sealed class TrialJournal : IDisposable
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly FileStream _file;
    private readonly Func<string, string> _redact;
    private readonly Lock _gate = new();

    private TrialJournal(FileStream file, Func<string, string> redact, IReadOnlyList<TrialRecord> existing, int tornBytes)
    {
        _file = file;
        _redact = redact;
        Existing = existing;
        TornBytes = tornBytes;
    }

    /// <summary>The journal's file.</summary>
    public string Path => _file.Name;

    /// <summary>The complete records found when the journal was opened, in order.</summary>
    public IReadOnlyList<TrialRecord> Existing { get; }

    /// <summary>Bytes of a torn last line that were dropped on opening; 0 for a journal that ended cleanly.</summary>
    public int TornBytes { get; }

    /// <summary>Opens or creates a journal.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="redact">Removes secrets from each line before it is written.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">A complete line is no trial record: the file was edited. The message names file and line.</exception>
    public static TrialJournal Open(string path, Func<string, string> redact)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var (records, end) = Read(file, path);
            var torn = (int)(file.Length - end);
            file.SetLength(end);
            file.Seek(end, SeekOrigin.Begin);
            return new(file, redact, records, torn);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends a record; when this returns, the line is on the disk.</summary>
    /// <param name="record">The trial that ended.</param>
    /// <exception cref="IOException">The disk refused the write.</exception>
    public void Append(TrialRecord record)
    {
        var line = Encoding.UTF8.GetBytes(_redact(JsonSerializer.Serialize(record, Options)) + "\n");
        lock (_gate)
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static (List<TrialRecord> Records, long End) Read(FileStream file, string path)
    {
        var records = new List<TrialRecord>();
        var line = new MemoryStream();
        long end = 0;
        var number = 0;
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = file.Read(buffer)) > 0)
        {
            var rest = buffer.AsSpan(0, read);
            int newline;
            while ((newline = rest.IndexOf((byte)'\n')) >= 0)
            {
                line.Write(rest[..newline]);
                number++;
                records.Add(ReadLine(line, $"{path}:{number}"));
                end += line.Length + 1;
                line.SetLength(0);
                rest = rest[(newline + 1)..];
            }

            line.Write(rest);
        }

        return (records, end);
    }

    private static TrialRecord ReadLine(MemoryStream line, string place)
    {
        try
        {
            return JsonSerializer.Deserialize<TrialRecord>(line.GetBuffer().AsSpan(0, (int)line.Length), Options)
                ?? throw new InvalidDataException($"{place}: expected a trial record.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{place}: not a trial record. The journal was edited; restore it or start a new run with Resume=never. ({e.Message})", e);
        }
    }
}
