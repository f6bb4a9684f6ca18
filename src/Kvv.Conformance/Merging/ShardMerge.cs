using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Results;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;

namespace Kvv.Conformance.Merging;

/// <summary>Joins the run folders of all shards of one verification in a new run folder, and judges once, without the endpoint.</summary>
public static class ShardMerge
{
    // Settings of the machine or of the moment: they do not belong to what was measured.
    private static readonly HashSet<string> NotMeasured = new(
        ["ApiKeyVariable", "ApiKeySet", "ExtraHeaders", "Shard", "MaxTokens", "MaxCost", "MaxDuration", "RequestsPerMinute", "TokensPerMinute", "GateMaxAge"], StringComparer.Ordinal);

    /// <summary>Joins and judges.</summary>
    /// <param name="folders">The run folders, or one folder that holds them.</param>
    /// <param name="runsFolder">Where the joined run folder is made.</param>
    /// <param name="fixturesFolder">The <c>fixtures</c> folder.</param>
    /// <param name="output">Where lines go.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="InvalidDataException">The folders are no complete set of shards of one verification; the message says what is missing or differs.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static async Task<RunOutcome> JoinAsync(
        IReadOnlyList<string> folders, string runsFolder, string fixturesFolder, IRunOutput output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        var shards = ShardSet.Read(folders);
        var first = shards.Records[0];
        var settings = Settings(first, runsFolder, Path.GetDirectoryName(Path.GetFullPath(fixturesFolder))!);
        var record = first with
        {
            Id = $"{shards.Records.Select(r => r.Id).Min(StringComparer.Ordinal)!.Replace($"-shard-{first.Shard!.Replace("/", "-of-", StringComparison.Ordinal)}", "", StringComparison.Ordinal)}-merged",
            StartedAt = shards.Records.Min(r => r.StartedAt),
            FinishedAt = null,
            Shard = null,
            MergedFrom = [.. shards.Records.Select(r => r.Id)],
        };
        var target = Path.Combine(runsFolder, record.Id);
        if (Directory.Exists(target))
            throw new InvalidDataException($"{target} is there already: these shards were joined before. Remove it, or give another --output.");
        shards.CopyInto(target);
        output.Line($"Joining {shards.Records.Count} shards of {first.FingerprintParts.GetValueOrDefault("Model")} at {first.FingerprintParts.GetValueOrDefault("BaseUrl")}: nothing is sent.");
        var setup = new SessionSetup
        {
            Settings = settings,
            FixturesFolder = fixturesFolder,
            Checks = typeof(ShardMerge).Assembly,
            StartEmbeddedEndpoint = (_, _) => throw new InvalidOperationException("Joining shards starts no endpoint."),
            Output = output,
            Joined = new(record, shards.IsGateOpen),
        };
        await using var session = await ConformanceSession.StartAsync(setup, cancellationToken);
        foreach (var definition in BenchmarkRegistry.All.Where(d => File.Exists(Path.Combine(target, "journal", $"{RunDirectory.Sanitise(d.Id)}.jsonl"))))
            await session.RunBenchmarkAsync(definition);
        return session.Complete();
    }

    private static ConformanceSettings Settings(RunRecord record, string runsFolder, string repositoryRoot)
    {
        var parameters = record.Settings
            .Where(s => !NotMeasured.Contains(s.Key) && s.Value is not ("none" or "the profile's" or "") && SettingDefinition.All.Any(d => d.Parameter == s.Key))
            .ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        // "none" is a dialect too.
        if (record.Settings.TryGetValue("Dialect", out var dialect) && dialect == "none")
            parameters["Dialect"] = dialect;
        parameters["RunDirectory"] = runsFolder;
        var environment = SettingsReader.ProcessEnvironment().Where(e => e.Key == "KVV_DATASETS").ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        return new SettingsReader(parameters, environment, repositoryRoot).Read();
    }
}

/// <summary>What a session that only judges is given.</summary>
/// <param name="Record">The joined run's record.</param>
/// <param name="IsGateOpen">Whether the gate of every shard was open.</param>
internal sealed record JoinedRun(RunRecord Record, bool IsGateOpen);
