using System.Globalization;
using System.Security.Cryptography;
using Kvv.Conformance.Baselines;

namespace Kvv.Conformance.Settings;

/// <summary>
/// The seed of a run that names none. Against a vendor it is drawn: whoever knows the seed knows every drawn item and every
/// wording, and could keep the right answers ready.
/// </summary>
/// <param name="Seed">The seed.</param>
/// <param name="Origin">Where it comes from.</param>
internal sealed record SeedChoice(ulong Seed, SeedOrigin Origin)
{
    // Short enough to be read out and typed again.
    private const ulong Seeds = 1_000_000_000_000;

    /// <summary>A seed that nobody can foresee, below 10^12.</summary>
    public static ulong Draw() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) % Seeds;

    /// <summary>Chooses where no seed is given.</summary>
    /// <param name="settings">Everything else that is set.</param>
    /// <param name="draw">Draws a seed.</param>
    /// <exception cref="SettingsException">The settings ask for one draw in several runs, and only a given seed can name it.</exception>
    /// <exception cref="InvalidDataException">A baseline cannot be read.</exception>
    public static SeedChoice Of(ConformanceSettings settings, Func<ulong> draw)
    {
        if (settings.IsReference || (settings.Model is { } model && BaselineRecording.IsReference(model)))
            return new(ConformanceSettings.DefaultSeed, SeedOrigin.Published);
        if (settings.Baselines is { } folder && OfBaselines(folder, settings.Profile) is { } recorded)
            return new(recorded, SeedOrigin.Baselines);
        if (settings.Shard is { } shard)
            throw new SettingsException($"Shard={shard}: the shards of one verification need one seed, and against a vendor each run draws its own. Set Seed (KVV_SEED) to the same number for all of them, for example {draw().ToString(CultureInfo.InvariantCulture)}.");
        return new(draw(), SeedOrigin.Drawn);
    }

    private static ulong? OfBaselines(string folder, string profile)
    {
        // A profile is named, or is a file of that name.
        var name = profile.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(profile) : profile;
        var seeds = Directory.EnumerateFiles(folder, $"*{BaselineFile.Suffix}").Order(StringComparer.Ordinal).Select(BaselineFile.Read)
            .Where(b => b.Profile == name && b.Seed is not null)
            .Select(b => b.Seed!).Distinct().ToList();
        return seeds switch
        {
            [] => null,
            [var one] => ulong.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw new InvalidDataException($"{folder}: the seed \"{one}\" of a baseline is no whole number from 0 to 2^64-1."),
            _ => throw new SettingsException($"The baselines in {folder} were recorded with the seeds {string.Join(", ", seeds)}. A run is compared on one draw: set Seed (KVV_SEED) to one of them."),
        };
    }
}
