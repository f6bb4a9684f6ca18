using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// The append-only record of one benchmark's trials, one JSON object a line, each with a checksum. A trial counts as done only
/// when its line is on the disk; a last line torn by a crash is dropped and overwritten. One writer at a time: the lock
/// of the run folder keeps a second process out; readers may look on.
/// </summary>
public sealed class TrialJournal : IDisposable
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Stream _file;
    private readonly Func<string, string> _redact;
    private readonly Lock _gate = new();

    private TrialJournal(string path, Stream file, Func<string, string> redact, IReadOnlyList<TrialRecord> existing, int tornBytes)
    {
        Path = path;
        _file = file;
        _redact = redact;
        Existing = existing;
        TornBytes = tornBytes;
    }

    /// <summary>The journal's file.</summary>
    public string Path { get; }

    /// <summary>The complete records found when the journal was opened, in order, without the texts that only the journal keeps.</summary>
    public IReadOnlyList<TrialRecord> Existing { get; }

    /// <summary>Bytes of a torn last line that were dropped on opening; 0 for a journal that ended cleanly.</summary>
    public int TornBytes { get; }

    /// <summary>Opens or creates a journal.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="redact">Removes secrets from each line before it is written.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">A complete line is no trial record: the file was edited. The message names file and line.</exception>
    public static TrialJournal Open(string path, Func<string, string> redact) =>
        Open(path, redact, p => new FileStream(p, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));

    /// <summary>As above, on a disk of the caller's making.</summary>
    internal static TrialJournal Open(string path, Func<string, string> redact, Func<string, Stream> open)
    {
        var file = open(path);
        try
        {
            var (records, end) = Read(file, path);
            var torn = (int)(file.Length - end);
            file.SetLength(end);
            file.Seek(end, SeekOrigin.Begin);
            return new(path, file, redact, records, torn);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends a record; when this returns, the line is on the disk.</summary>
    /// <param name="record">The trial that ended.</param>
    /// <exception cref="IOException">The disk refused the write; nothing of the line is left, and a later call may succeed.</exception>
    public void Append(TrialRecord record)
    {
        var line = JournalLine.Seal(_redact(JsonSerializer.Serialize(record, Options)));
        lock (_gate)
        {
            var end = _file.Position;
            try
            {
                _file.Write(line);
                if (_file is FileStream file)
                    file.Flush(flushToDisk: true);
                else
                    _file.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                TakeBack(end);
                throw new IOException($"The journal {Path} cannot be written: {e.Message} Nothing that was journalled is lost: make room (or make the folder writable) and run again to continue.", e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Removes what a refused write has left, so that the next line does not follow half of this one.</summary>
    private void TakeBack(long end)
    {
        try
        {
            _file.SetLength(end);
            _file.Position = end;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The torn line stays; it is dropped when the journal is opened again. Nothing may follow it.
            _file.Dispose();
        }
    }

    private static (List<TrialRecord> Records, long End) Read(Stream file, string path)
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
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        try
        {
            if (!JournalLine.IsIntact(bytes))
                throw Edited(place, "Its checksum does not fit.", null);
            return JournalLine.ReadWithoutTexts(bytes) ?? throw Edited(place, "It is null.", null);
        }
        catch (JsonException e)
        {
            throw Edited(place, e.Message, e);
        }
    }

    private static InvalidDataException Edited(string place, string detail, Exception? cause) =>
        new($"{place}: not a trial record as it was written. The journal was edited; restore it or start a new run with Resume=never. ({detail})", cause);
}
