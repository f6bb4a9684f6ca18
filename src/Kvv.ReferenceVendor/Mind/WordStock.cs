namespace Kvv.ReferenceVendor.Mind;

/// <summary>The words open-ended answers are built from.</summary>
internal static class WordStock
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "Amara", "Bjorn", "Celeste", "Dimitri", "Elowen", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kaia", "Lorenzo", "Mirela", "Nadim",
        "Oriana", "Petra", "Quentin", "Rosalind", "Soren", "Tamsin", "Ulrich", "Valentina", "Wanda", "Xavier", "Yusuf", "Zelda", "Anouk",
        "Bastian", "Corinne", "Desmond", "Esme", "Florian",
    ];

    public static IReadOnlyList<string> Things { get; } =
    [
        "lantern", "harbour", "orchard", "compass", "violin", "glacier", "market", "ferry", "library", "meadow", "clock", "bridge", "kite",
        "teapot", "lighthouse", "garden", "railway", "mirror", "anchor", "candle", "telescope", "notebook", "windmill", "basket", "ladder",
        "fountain", "quilt", "chimney", "pebble", "sailboat", "attic", "workshop", "valley", "drum", "feather", "tunnel", "balcony",
        "cabin", "island", "staircase",
    ];

    public static IReadOnlyList<string> Qualities { get; } =
    [
        "quiet", "silver", "crooked", "early", "patient", "amber", "narrow", "hidden", "gentle", "northern", "weathered", "bright",
        "forgotten", "salty", "wooden", "curious", "distant", "painted", "humble", "restless", "golden", "foggy", "tiny", "stubborn",
        "warm", "hollow", "faded", "swift", "lonely", "cheerful",
    ];

    public static IReadOnlyList<string> Deeds { get; } =
    [
        "found", "repaired", "followed", "sketched", "carried", "polished", "lost", "borrowed", "remembered", "measured", "guarded",
        "painted", "traded", "visited", "hid", "described",
    ];
}
