using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>A finding as <c>findings.jsonl</c> keeps it, with what its requests cost and showed.</summary>
internal sealed record FindingRecord
{
    public required string Key { get; init; }

    public required DateTimeOffset JudgedAt { get; init; }

    public required FindingStatus Status { get; init; }

    public string? Expected { get; init; }

    public string? Actual { get; init; }

    public IReadOnlyList<string> Faults { get; init; } = [];

    public IReadOnlyList<string> Evidence { get; init; } = [];

    public double DurationMs { get; init; }

    public required RunUsage Usage { get; init; }

    /// <summary>The anomalies of each reply that the always-on rules judge.</summary>
    public IReadOnlyList<IReadOnlyList<Anomaly>> Replies { get; init; } = [];

    /// <summary>Whether a continued run takes it over: an outage or a bug of ours is judged again.</summary>
    [JsonIgnore]
    public bool IsSettled => Status is FindingStatus.Pass or FindingStatus.Fail or FindingStatus.Undecided or FindingStatus.Unsupported;
}

/// <summary>
/// The findings of a run as they are made, one JSON object a line, so that a continued run does not judge again what was
/// settled. A torn last line is left out: its check is made again.
/// </summary>
internal sealed class FindingJournal : IDisposable
{
    public const string File = "findings.jsonl";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Redactor _redactor;
    private readonly LineFile _file;
    private readonly Dictionary<string, FindingRecord> _settled;

    private FindingJournal(Redactor redactor, LineFile file, Dictionary<string, FindingRecord> settled)
    {
        _redactor = redactor;
        _file = file;
        _settled = settled;
    }

    /// <summary>What an earlier part of the run settled, by the check's key.</summary>
    public IReadOnlyDictionary<string, FindingRecord> Settled => _settled;

    /// <summary>Opens the journal of a run folder.</summary>
    /// <param name="run">The folder.</param>
    /// <param name="notBefore">Older findings are judged again.</param>
    /// <param name="open">Opens its storage.</param>
    /// <exception cref="InvalidDataException">A complete line is no finding; the message names file and line.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static FindingJournal Open(RunDirectory run, DateTimeOffset notBefore, Func<string, Stream> open)
    {
        var path = Path.Combine(run.Path, File);
        var records = Read(path, out var end);
        var settled = new Dictionary<string, FindingRecord>(StringComparer.Ordinal);
        foreach (var record in records.Where(r => r.IsSettled && r.JudgedAt >= notBefore))
            settled[record.Key] = record;
        try
        {
            return new(run.Redactor, new(path, open(path), end), settled);
        }
        catch (UnauthorizedAccessException e)
        {
            throw LineFile.Refused(path, e);
        }
    }

    /// <summary>Every finding of a file in its order.</summary>
    /// <param name="path">The file; may be absent.</param>
    /// <exception cref="InvalidDataException">A complete line is no finding; the message names file and line.</exception>
    public static IReadOnlyList<FindingRecord> Read(string path) => Read(path, out _);

    /// <summary>Appends a finding. It outlives the process; a loss of power costs the check of its last seconds.</summary>
    /// <exception cref="IOException">The disk refused; nothing of the line is left.</exception>
    public void Append(FindingRecord record) =>
        _file.Append(Encoding.UTF8.GetBytes(_redactor.Redact(JsonSerializer.Serialize(record, Options)) + "\n"), isDurable: false);

    public void Dispose() => _file.Dispose();

    private static List<FindingRecord> Read(string path, out long end)
    {
        end = 0;
        if (!System.IO.File.Exists(path))
            return [];
        var text = Bytes(path);
        var records = new List<FindingRecord>();
        var start = 0;
        for (int next; (next = Array.IndexOf(text, (byte)'\n', start)) >= 0; start = next + 1)
        {
            try
            {
                records.Add(JsonSerializer.Deserialize<FindingRecord>(text.AsSpan(start, next - start), Options) ?? throw new JsonException("The line is null."));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{path}:{records.Count + 1}: not a finding. The file was edited; restore it or start a new run with Resume=never. ({e.Message})", e);
            }
        }

        // What follows is torn.
        end = start;
        return records;
    }

    private static byte[] Bytes(string path)
    {
        // The writer may still hold the file.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
