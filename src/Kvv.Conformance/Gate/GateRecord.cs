using System.Text.Json;

namespace Kvv.Conformance.Gate;

/// <summary>The outcome of pre-verification as <c>gate.json</c> keeps it.</summary>
/// <param name="Format">Always <see cref="CurrentFormat"/>.</param>
/// <param name="Open">Whether every <c>must</c> requirement passed.</param>
/// <param name="Key">What it holds for: endpoint, model, profile content, dialect, extra body and suite version, hashed.</param>
/// <param name="JudgedAt">When.</param>
/// <param name="Checks">How many checks were judged.</param>
/// <param name="Failing">The checks that keep it closed, each with its actual result.</param>
public sealed record GateRecord(string Format, bool Open, string Key, DateTimeOffset JudgedAt, int Checks, IReadOnlyList<string> Failing)
{
    /// <summary>The format written by this version.</summary>
    public const string CurrentFormat = "kvv-conformance-gate/1";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The record as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>
    /// The newest record under a folder of runs that opens the gate for a key and is young enough, with the run that made it.
    /// Records that cannot be read are passed over: they open nothing.
    /// </summary>
    /// <param name="runsFolder">The folder of run folders; may be absent.</param>
    /// <param name="key">What the record must hold for.</param>
    /// <param name="now">The time against which its age is measured.</param>
    /// <param name="maxAge">The greatest age.</param>
    public static (GateRecord Record, string RunId)? FindFresh(string runsFolder, string key, DateTimeOffset now, TimeSpan maxAge)
    {
        if (maxAge <= TimeSpan.Zero || !Directory.Exists(runsFolder))
            return null;
        return Directory.EnumerateDirectories(runsFolder)
            .Where(d => new DirectoryInfo(d).LinkTarget is null)
            .Select(d => (Record: Read(Path.Combine(d, "gate.json")), RunId: Path.GetFileName(d)))
            // A record from the future (a clock that jumped back) is not fresh, it is unknown.
            .Where(r => r.Record is { Open: true, Format: CurrentFormat } record && record.Key == key && record.JudgedAt <= now && now - record.JudgedAt <= maxAge)
            .OrderByDescending(r => r.Record!.JudgedAt)
            .Select(r => ((GateRecord, string)?)(r.Record!, r.RunId))
            .FirstOrDefault();
    }

    /// <summary>Reads a record, or <see langword="null"/> when there is none that can be read.</summary>
    internal static GateRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<GateRecord>(File.ReadAllBytes(path), Options) : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // Half-written or foreign: it opens nothing.
            return null;
        }
    }
}
