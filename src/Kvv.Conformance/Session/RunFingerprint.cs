using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.Conformance.Session;

/// <summary>
/// The settings that decide what a run measures, each by name. Two runs with equal fingerprints may be joined; where they
/// differ, the name says which setting it was. Speed settings (concurrency, timeouts, attempts) are not part of it.
/// </summary>
public sealed class RunFingerprint
{
    private RunFingerprint(SortedDictionary<string, string> parts)
    {
        Parts = parts;
        Hash = HashOf(parts);
    }

    /// <summary>The settings by name.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; }

    /// <summary>32 hexadecimal digits over all of them.</summary>
    public string Hash { get; }

    /// <summary>Creates a fingerprint.</summary>
    /// <param name="parts">Name and value of each setting; values must be free of secrets.</param>
    public static RunFingerprint Of(params IEnumerable<(string Name, string Value)> parts) =>
        new(new(parts.ToDictionary(p => p.Name, p => p.Value), StringComparer.Ordinal));

    /// <summary>The names whose values differ.</summary>
    /// <param name="other">The parts of another fingerprint.</param>
    public IEnumerable<string> DifferencesTo(IReadOnlyDictionary<string, string> other) =>
        Parts.Keys.Union(other.Keys).Where(name => Parts.GetValueOrDefault(name) != other.GetValueOrDefault(name)).Order(StringComparer.Ordinal);

    /// <summary>A short hash of any text, for a part that is long.</summary>
    /// <param name="text">The text.</param>
    public static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    private static string HashOf(IReadOnlyDictionary<string, string> parts)
    {
        // As JSON, so that no value can imitate the border between two others.
        var json = new JsonObject(parts.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value)));
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(json)))[..32];
    }
}
