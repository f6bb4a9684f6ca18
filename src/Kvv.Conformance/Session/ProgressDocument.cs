using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Session;

/// <summary>
/// The content of <c>progress.json</c>: how far a run is, for people and tools that look on from another process. Running
/// figures are for looking at; only the end of a run judges.
/// </summary>
public sealed record ProgressDocument
{
    /// <summary>The format written by this version.</summary>
    public const string CurrentFormat = "kvv-conformance-progress/1";

    /// <summary>Its file in the run folder.</summary>
    public const string File = "progress.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>When this was written.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Seconds since this part of the run began.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary><c>running</c>, <c>finished</c> or <c>stopped</c>.</summary>
    public required string State { get; init; }

    /// <summary>Why it stopped, or what holds requests back at this moment.</summary>
    public string? Note { get; init; }

    /// <summary>Checks of requirements that have started.</summary>
    public required int ChecksStarted { get; init; }

    /// <summary>Checks that have ended.</summary>
    public required int ChecksEnded { get; init; }

    /// <summary>Every benchmark that was handed to the scheduler.</summary>
    public required IReadOnlyList<BenchmarkProgress> Benchmarks { get; init; }

    /// <summary>Requests sent, retries included.</summary>
    public required long Requests { get; init; }

    /// <summary>Prompt and completion tokens.</summary>
    public required long Tokens { get; init; }

    /// <summary>Completion tokens a second of all streams together, over the last interval.</summary>
    public required double OutputTokensPerSecond { get; init; }

    /// <summary>Requests under way.</summary>
    public required int UnderWay { get; init; }

    /// <summary>Requests that may be under way at this moment.</summary>
    public required int Limit { get; init; }

    /// <summary>Expected seconds to the end of the benchmarks under way, or <see langword="null"/> when nothing is known.</summary>
    public double? EtaSeconds { get; init; }

    /// <summary>The document as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Reads the document of a run folder.</summary>
    /// <param name="folder">The run folder.</param>
    /// <returns>The document, or <see langword="null"/> when there is none yet that this version reads.</returns>
    public static ProgressDocument? TryRead(string folder)
    {
        try
        {
            var path = Path.Combine(folder, File);
            var document = System.IO.File.Exists(path) ? JsonSerializer.Deserialize<ProgressDocument>(System.IO.File.ReadAllBytes(path), Options) : null;
            return document?.Format == CurrentFormat ? document : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            // Nothing to show yet; the writer replaces the file as a whole.
            return null;
        }
    }
}

/// <summary>One benchmark on its way.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Total">Trials to be made.</param>
/// <param name="Done">Trials that ended.</param>
/// <param name="Accuracy">Share of answers with the full score so far, or <see langword="null"/> before the first.</param>
/// <param name="Low">Lower end of its Wilson interval at 95 %.</param>
/// <param name="High">Upper end.</param>
/// <param name="Errors">Trials that ended without an answer worth judging.</param>
/// <param name="EtaSeconds">Expected seconds to its end if it had the whole limit; at most, where it may stop early.</param>
/// <param name="Ended">Why it ended, or <see langword="null"/> while it runs.</param>
public sealed record BenchmarkProgress(string Id, int Total, int Done, double? Accuracy, double? Low, double? High, int Errors, double? EtaSeconds, string? Ended);
