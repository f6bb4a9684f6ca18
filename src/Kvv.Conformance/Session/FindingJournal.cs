using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Results;
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
internal sealed class FindingJournal
{
    public const string File = "findings.jsonl";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly Lock _gate = new();
    private readonly RunDirectory _run;
    private readonly Dictionary<string, FindingRecord> _settled;

    private FindingJournal(RunDirectory run, Dictionary<string, FindingRecord> settled)
    {
        _run = run;
        _settled = settled;
    }

    /// <summary>What an earlier part of the run settled, by the check's key.</summary>
    public IReadOnlyDictionary<string, FindingRecord> Settled => _settled;

    /// <summary>Opens the journal of a run folder.</summary>
    /// <param name="run">The folder.</param>
    /// <param name="notBefore">Older findings are judged again.</param>
    /// <exception cref="InvalidDataException">A complete line is no finding; the message names file and line.</exception>
    public static FindingJournal Open(RunDirectory run, DateTimeOffset notBefore)
    {
        var path = Path.Combine(run.Path, File);
        var settled = new Dictionary<string, FindingRecord>(StringComparer.Ordinal);
        foreach (var record in Read(path, whole => Cut(path, whole)).Where(r => r.IsSettled && r.JudgedAt >= notBefore))
            settled[record.Key] = record;
        return new(run, settled);
    }

    /// <summary>Every finding of a file in its order.</summary>
    /// <param name="path">The file; may be absent.</param>
    /// <exception cref="InvalidDataException">A complete line is no finding; the message names file and line.</exception>
    public static IReadOnlyList<FindingRecord> Read(string path) => Read(path, _ => { });

    public void Append(FindingRecord record)
    {
        var line = Encoding.UTF8.GetBytes(_run.Redactor.Redact(JsonSerializer.Serialize(record, Options)) + "\n");
        lock (_gate)
        {
            using var file = new FileStream(Path.Combine(_run.Path, File), FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(line);
        }
    }

    private static List<FindingRecord> Read(string path, Action<long> torn)
    {
        if (!System.IO.File.Exists(path))
            return [];
        var text = System.IO.File.ReadAllBytes(path);
        var records = new List<FindingRecord>();
        var start = 0;
        for (int end; (end = Array.IndexOf(text, (byte)'\n', start)) >= 0; start = end + 1)
        {
            try
            {
                records.Add(JsonSerializer.Deserialize<FindingRecord>(text.AsSpan(start, end - start), Options) ?? throw new JsonException("The line is null."));
            }
            catch (JsonException e)
            {
                throw new InvalidDataException($"{path}:{records.Count + 1}: not a finding. The file was edited; restore it or start a new run with Resume=never. ({e.Message})", e);
            }
        }

        if (start < text.Length)
            torn(start);
        return records;
    }

    private static void Cut(string path, long length)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        file.SetLength(length);
    }
}
