using System.Globalization;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Results;
using Kvv.Conformance.Settings;

namespace Kvv.Conformance.Session;

/// <summary>The run folder of this session, and whether an older run is continued in it.</summary>
/// <param name="Directory">The folder, locked.</param>
/// <param name="Record">What <c>run.json</c> says.</param>
/// <param name="Seed">The seed of the run: the settings', unless it was drawn and an older run is continued, which keeps its own.</param>
/// <param name="Message">One sentence for the user, or <see langword="null"/> when there is nothing to say.</param>
internal sealed record RunOpening(RunDirectory Directory, RunRecord Record, ulong Seed, string? Message)
{
    /// <summary>Opens the run folder that a setup asks for.</summary>
    /// <param name="setup">Settings and clock.</param>
    /// <param name="profilePath">The profile's file, part of what is measured.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="model">The model's name at the endpoint.</param>
    /// <param name="gateKey">What a record of the gate holds for.</param>
    /// <exception cref="SettingsException">The run that <c>Resume</c> names is not there, finished, or measures something else.</exception>
    public static RunOpening Of(SessionSetup setup, string profilePath, ModelProfile profile, string model, out string gateKey)
    {
        var settings = setup.Settings;
        var redactor = new Redactor([settings.ApiKey, .. settings.ExtraHeaders.Values]);
        var shown = ShownSettings.Of(settings, model, redactor);
        (string Name, string Value)[] contract =
        [
            ("suite", $"{SuiteVersion.Current.Version}+{SuiteVersion.Current.Commit}"),
            ("BaseUrl", shown["BaseUrl"]),
            ("Model", model),
            ("Profile", $"{profile.Name} {RunFingerprint.ShortHash(File.ReadAllText(profilePath))}"),
            ("Dialect", (settings.Dialect ?? profile.Dialect).ToString()),
            ("ExtraBody", settings.ExtraBody.ToJsonString()),
            ("ExtraHeaders", string.Join(",", settings.ExtraHeaders.Keys.Order(StringComparer.OrdinalIgnoreCase))),
        ];
        gateKey = RunFingerprint.Of(contract).Hash;
        if (setup.Joined is { } joined)
            return new(RunDirectory.Open(settings.RunDirectory, joined.Record.Id, redactor), joined.Record, settings.Seed, null);
        settings = WithSeedOfRun(settings, Fingerprint);
        return Open(settings, profile.Name, Fingerprint(settings), ShownSettings.Of(settings, model, redactor), redactor, setup.Clock.GetUtcNow());

        RunFingerprint Fingerprint(ConformanceSettings chosen) => RunFingerprint.Of(
            [.. contract, ("Tier", shown["Tier"]), ("Seed", chosen.Seed.ToString(CultureInfo.InvariantCulture)), ("ReferenceFaults", chosen.ReferenceFaults)]);
    }

    /// <summary>Where the seed was drawn, that of the unfinished run that would be continued if the draw had been the same.</summary>
    private static ConformanceSettings WithSeedOfRun(ConformanceSettings settings, Func<ConformanceSettings, RunFingerprint> fingerprint)
    {
        if (settings.SeedOrigin != SeedOrigin.Drawn || settings.Resume.Mode == ResumeMode.Never)
            return settings;
        // A run that is named is meant whatever its seed; of others only those whose seed nobody chose.
        var same = RunRecord.All(settings.RunDirectory)
            .Where(r => r.Shard is null && r.FinishedAt is null
                && (settings.Resume.Mode == ResumeMode.Run ? r.Id == settings.Resume.RunId : r.Settings.GetValueOrDefault("SeedOrigin") == ShownSettings.Word(SeedOrigin.Drawn)))
            .Select(r => (Record: r, Settings: ulong.TryParse(r.Settings.GetValueOrDefault("Seed"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? settings with { Seed = seed } : null))
            .FirstOrDefault(r => r.Settings is not null && fingerprint(r.Settings).Hash == r.Record.Fingerprint);
        return same.Settings ?? settings;
    }

    /// <summary>Opens a new run folder or continues an unfinished one, by the <c>Resume</c> setting.</summary>
    /// <exception cref="SettingsException">The run that <c>Resume</c> names is not there, finished, or measures something else.</exception>
    private static RunOpening Open(ConformanceSettings settings, string profile, RunFingerprint fingerprint, IReadOnlyDictionary<string, string> shown, Redactor redactor, DateTimeOffset now)
    {
        var (found, message) = settings.Resume.Mode == ResumeMode.Never ? (null, null) : Find(settings, fingerprint);
        if (found is not null)
        {
            try
            {
                var directory = RunDirectory.Open(settings.RunDirectory, found.Id, redactor);
                if (directory.StaleOwner is { } stale)
                    message = $"{message} It was left by {stale}, which ended without closing it.";
                return new(directory, found with { Resumptions = found.Resumptions + 1, FinishedAt = null, Settings = shown }, settings.Seed, message);
            }
            catch (RunInUseException e) when (settings.Resume.Mode == ResumeMode.Auto)
            {
                // The unfinished run is being run by another process right now: this one is a new run.
                message = $"The unfinished run {found.Id} is in use by another process; starting a new one. ({e.Message})";
            }
        }

        var record = new RunRecord
        {
            Id = RunDirectory.NewId(now, settings.Shard is { } shard ? $"{profile}-shard-{shard.Index}-of-{shard.Count}" : profile),
            Shard = settings.Shard?.ToString(),
            StartedAt = now,
            Fingerprint = fingerprint.Hash,
            FingerprintParts = fingerprint.Parts,
            Settings = shown,
        };
        return new(RunDirectory.Open(settings.RunDirectory, record.Id, redactor), record, settings.Seed, message);
    }

    private static (RunRecord? Record, string? Message) Find(ConformanceSettings settings, RunFingerprint fingerprint)
    {
        // A shard continues only itself: the others are other machines' work.
        var shard = settings.Shard?.ToString();
        var runs = RunRecord.All(settings.RunDirectory).Where(r => r.Shard == shard).ToList();
        if (settings.Resume is { Mode: ResumeMode.Run, RunId: { } id })
        {
            var named = runs.FirstOrDefault(r => r.Id == id)
                ?? throw new SettingsException($"Resume names the run \"{id}\", but {settings.RunDirectory} holds no such run.");
            if (named.FinishedAt is not null)
                throw new SettingsException($"Resume names the run {id}, which is finished. Set Resume=auto or never.");
            var differences = fingerprint.DifferencesTo(named.FingerprintParts).ToList();
            return differences.Count == 0
                ? (named, $"Continuing run {id}.")
                : throw new SettingsException($"Resume names the run {id}, which measures something else: {string.Join(", ", differences)} differ.");
        }

        var unfinished = runs.FirstOrDefault(r => r.FinishedAt is null);
        if (unfinished is null)
            return (null, null);
        if (runs.FirstOrDefault(r => r.FinishedAt is null && r.Fingerprint == fingerprint.Hash) is { } same)
            return (same, $"Continuing the unfinished run {same.Id} (set Resume=never for a new one).");
        return (null, $"The unfinished run {unfinished.Id} measures something else ({string.Join(", ", fingerprint.DifferencesTo(unfinished.FingerprintParts))} differ); starting a new one.");
    }
}
