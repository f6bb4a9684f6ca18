namespace Kvv.Conformance.Settings;

/// <summary>Where the seed of a run comes from.</summary>
public enum SeedOrigin
{
    /// <summary>The setting <c>Seed</c>.</summary>
    Given,

    /// <summary>The fixed seed of this repository: for a reference endpoint, which nobody has to surprise.</summary>
    Published,

    /// <summary>The recorded baselines that the run is compared with: a comparison item by item needs their draw.</summary>
    Baselines,

    /// <summary>Drawn for this run, so that nobody could prepare for it. A run that is continued keeps the seed it began with.</summary>
    Drawn,
}
