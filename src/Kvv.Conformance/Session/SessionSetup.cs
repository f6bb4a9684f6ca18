using System.Reflection;
using Kvv.Conformance.Merging;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Session;

/// <summary>Starts the embedded reference endpoint; disposing it stops it.</summary>
/// <param name="options">What to serve.</param>
/// <param name="cancellationToken">Ends the start.</param>
public delegate Task<IEmbeddedEndpoint> StartEmbeddedEndpoint(EmbeddedEndpointOptions options, CancellationToken cancellationToken);

/// <summary>A running embedded endpoint.</summary>
public interface IEmbeddedEndpoint : IAsyncDisposable
{
    /// <summary>Base address up to and including <c>/v1</c>.</summary>
    Uri BaseUrl { get; }

    /// <summary>The model it serves; its name ends in <c>-reference</c>.</summary>
    string Model { get; }
}

/// <summary>What the embedded endpoint serves.</summary>
/// <param name="ProfilePath">The profile file.</param>
/// <param name="FixturesFolder">The fixtures folder, for the answer keys of the built-in items.</param>
/// <param name="Faults">Fault ids, empty for none.</param>
/// <param name="Seed">Seed of everything it draws.</param>
/// <param name="ApiKey">The key it demands, or <see langword="null"/> to demand none.</param>
/// <param name="FetchesPictures">Whether it fetches pictures that are given by a loopback address.</param>
public sealed record EmbeddedEndpointOptions(string ProfilePath, string FixturesFolder, string Faults, ulong Seed, string? ApiKey, bool FetchesPictures);

/// <summary>Where progress and the closing summary go.</summary>
public interface IRunOutput
{
    /// <summary>Shows one line at once.</summary>
    /// <param name="line">Plain text without line breaks.</param>
    void Line(string line);
}

/// <summary>Everything a session is started with.</summary>
public sealed record SessionSetup
{
    /// <summary>The settings.</summary>
    public required ConformanceSettings Settings { get; init; }

    /// <summary>The <c>fixtures</c> folder, absolute.</summary>
    public required string FixturesFolder { get; init; }

    /// <summary>The assembly that holds the requirement checks.</summary>
    public required Assembly Checks { get; init; }

    /// <summary>Starts the embedded endpoint.</summary>
    public required StartEmbeddedEndpoint StartEmbeddedEndpoint { get; init; }

    /// <summary>Where progress goes.</summary>
    public required IRunOutput Output { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether the end of the run writes the reports for people (<c>report.html</c>, <c>summary.md</c>, Allure results) beside
    /// <c>result.json</c>, and whether the exchanges of requirements that hold are kept for them. Reports can be rendered later
    /// from the run folder alone.
    /// </summary>
    public bool WritesReports { get; init; } = true;

    /// <summary>For a run that only judges what shards have left: nothing is sent.</summary>
    internal JoinedRun? Joined { get; init; }

    /// <summary>Opens a journal's storage; a test puts a disk here that runs full.</summary>
    internal Func<string, Stream> OpenJournal { get; init; } = LineFile.OnDisk;

    /// <summary>Kinds of anomaly that are dropped as if nothing looked for them; a test shows with it what each is there for.</summary>
    internal IReadOnlyCollection<string> UnheardAnomalies { get; init; } = [];

    /// <summary>Whether the start says what the tier is expected to cost.</summary>
    public bool ShowsPlan { get; init; } = true;

    /// <summary>How often the run is looked at, and a progress line is shown where someone looks on.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the lines go to the log of a CI job, where one a minute is enough.</summary>
    public bool IsInCi { get; init; } = CiJob.OfProcess() is not null || Environment.GetEnvironmentVariable("CI") is "true" or "1";
}
