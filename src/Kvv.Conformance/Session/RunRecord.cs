using System.Text.Json;

namespace Kvv.Conformance.Session;

/// <summary>The content of <c>run.json</c>: what the run is, written at its start and again at its end.</summary>
public sealed record RunRecord
{
    /// <summary>The format written by this version.</summary>
    public const string CurrentFormat = "kvv-conformance-run/1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>Folder name.</summary>
    public required string Id { get; init; }

    /// <summary>Start of the first part.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>End, or <see langword="null"/> while it is unfinished: such a run can be continued.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Hash of <see cref="Settings"/>' deciding part.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The deciding settings by name, without secrets.</summary>
    public required IReadOnlyDictionary<string, string> FingerprintParts { get; init; }

    /// <summary>All settings as they were in force, without secrets.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The part of the trials that it makes, as <c>i/n</c>, or <see langword="null"/> for all.</summary>
    public string? Shard { get; init; }

    /// <summary>The runs of the shards that were joined in this one; empty for a run that was measured.</summary>
    public IReadOnlyList<string> MergedFrom { get; init; } = [];

    /// <summary>How often an unfinished part was continued.</summary>
    public int Resumptions { get; init; }

    /// <summary>The record as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads the record of a run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <returns>The record, or <see langword="null"/> when there is none that this version reads.</returns>
    public static RunRecord? TryRead(string folder)
    {
        try
        {
            var path = Path.Combine(folder, "run.json");
            var record = File.Exists(path) ? JsonSerializer.Deserialize<RunRecord>(File.ReadAllBytes(path), Options) : null;
            return record?.Format == CurrentFormat ? record : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // A folder without a readable record is no run to continue.
            return null;
        }
    }

    /// <summary>All readable records under a folder of runs, newest first.</summary>
    /// <param name="runsFolder">The folder of run folders; may be absent.</param>
    public static IReadOnlyList<RunRecord> All(string runsFolder) => !Directory.Exists(runsFolder)
        ? []
        : [.. Directory.EnumerateDirectories(runsFolder)
            .Where(d => new DirectoryInfo(d).LinkTarget is null)
            .Select(TryRead).Where(r => r is not null).Select(r => r!)
            .OrderByDescending(r => r.StartedAt)];
}
