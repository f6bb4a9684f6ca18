using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>What the property names of a schema say.</summary>
internal static class PropertyNames
{
    private static readonly string[] PlaceWords = ["city", "location", "place", "town", "destination", "origin", "from", "to"];

    /// <summary>String properties that take a place, in the order of declaration.</summary>
    public static IReadOnlyList<string> PlaceHolders(JsonElement schema) =>
        !schema.Has("properties", out var properties) || properties.ValueKind != JsonValueKind.Object
            ? []
            : [.. properties.EnumerateObject()
                .Where(p => p.Value.Text("type") == "string" && !p.Value.Has("enum", out _))
                .Where(p => PlaceWords.Contains(p.Name.ToLowerInvariant()) || p.Name.Contains("city", StringComparison.OrdinalIgnoreCase)
                    || p.Name.Contains("location", StringComparison.OrdinalIgnoreCase)
                    || (p.Value.Text("description") ?? "").Contains("city", StringComparison.OrdinalIgnoreCase))
                .Select(p => p.Name)];
}
