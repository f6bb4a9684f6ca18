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

    private const int BlockSize = 4 * 1024 * 1024;

    private readonly LineFile _file;
    private readonly Func<string, string> _redact;
    private readonly PackedTrials _existing;

    private TrialJournal(string path, LineFile file, Func<string, string> redact, TrialPack pack, PackedTrials existing, int tornBytes)
    {
        Path = path;
        _file = file;
        _redact = redact;
        Pack = pack;
        _existing = existing;
        TornBytes = tornBytes;
    }

    /// <summary>The journal's file.</summary>
    public string Path { get; }

    /// <summary>The complete records found when the journal was opened, in order, without the texts that only the journal keeps. Each is made anew when it is asked for.</summary>
    public IReadOnlyList<TrialRecord> Existing => _existing;

    /// <summary>Where the records of this benchmark are kept in memory, those of <see cref="Existing"/> first.</summary>
    internal TrialPack Pack { get; }

    /// <summary>Bytes of a torn last line that were dropped on opening; 0 for a journal that ended cleanly.</summary>
    public int TornBytes { get; }

    /// <summary>Opens or creates a journal.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="redact">Removes secrets from each line before it is written.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">A complete line is no trial record: the file was edited. The message names file and line.</exception>
    public static TrialJournal Open(string path, Func<string, string> redact) => Open(path, redact, LineFile.OnDisk);

    /// <summary>Opens or creates a journal on storage of the caller's choice.</summary>
    /// <param name="path">Its name in messages.</param>
    /// <param name="redact">Removes secrets from each line before it is written.</param>
    /// <param name="open">Opens the storage for reading, writing and seeking.</param>
    /// <exception cref="IOException">The storage cannot be written.</exception>
    /// <exception cref="InvalidDataException">A complete line is no trial record: it was edited. The message names file and line.</exception>
    public static TrialJournal Open(string path, Func<string, string> redact, Func<string, Stream> open)
    {
        var file = Opened(path, open);
        try
        {
            var texts = new RepeatedTexts();
            var pack = new TrialPack(texts, new());
            var (places, end) = Read(file, path, pack, texts);
            var torn = (int)(file.Length - end);
            return new(path, new LineFile(path, file, end), redact, pack, new(pack, places), torn);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Where a record of <see cref="Existing"/> stands in <see cref="Pack"/>.</summary>
    internal long PlaceOf(int line) => _existing.PlaceOf(line);

    /// <summary>Appends a record; when this returns, the line is on the disk.</summary>
    /// <param name="record">The trial that ended.</param>
    /// <exception cref="IOException">The disk refused the write; nothing of the line is left, and a later call may succeed.</exception>
    public void Append(TrialRecord record) =>
        _file.Append(JournalLine.Seal(_redact(JsonSerializer.Serialize(record, Options))), isDurable: true);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static Stream Opened(string path, Func<string, Stream> open)
    {
        try
        {
            return open(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LineFile.Refused(path, e);
        }
    }

    private static (List<long> Places, long End) Read(Stream file, string path, TrialPack pack, RepeatedTexts texts)
    {
        var places = new List<long>();
        var block = new byte[BlockSize];
        var lines = new List<Range>();
        long end = 0;
        var held = 0;
        int read;
        while ((read = file.Read(block, held, block.Length - held)) > 0)
        {
            held += read;
            var used = 0;
            lines.Clear();
            for (int length; (length = block.AsSpan(used, held - used).IndexOf((byte)'\n')) >= 0; used += length + 1)
                lines.Add(used..(used + length));
            places.AddRange(ReadLines(block, lines, texts, path, places.Count).Select(pack.Add));
            end += used;
            held -= used;
            Array.Copy(block, used, block, 0, held);
            // A single line longer than the block.
            if (held == block.Length)
                Array.Resize(ref block, block.Length * 2);
        }

        return (places, end);
    }

    private static TrialRecord[] ReadLines(byte[] block, List<Range> lines, RepeatedTexts texts, string path, int before)
    {
        var records = new TrialRecord[lines.Count];
        try
        {
            Parallel.For(0, lines.Count, i => records[i] = ReadLine(block.AsSpan(lines[i]), texts, path, before + i + 1));
            return records;
        }
        catch (AggregateException)
        {
            // The first broken line is named, not the one that was met first.
            for (var i = 0; i < lines.Count; i++)
                ReadLine(block.AsSpan(lines[i]), texts, path, before + i + 1);
            throw;
        }
    }

    private static TrialRecord ReadLine(Span<byte> line, RepeatedTexts texts, string path, int number)
    {
        try
        {
            if (!JournalLine.IsIntact(line))
                throw Edited(path, number, "Its checksum does not fit.", null);
            return JournalLine.ReadWithoutTexts(line, texts);
        }
        catch (JsonException e)
        {
            throw Edited(path, number, e.Message, e);
        }
    }

    private static InvalidDataException Edited(string path, int number, string detail, Exception? cause) =>
        new($"{path}:{number}: not a trial record as it was written. The journal was edited; restore it or start a new run with Resume=never. ({detail})", cause);
}
