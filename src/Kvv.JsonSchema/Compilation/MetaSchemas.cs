using System.Collections.Frozen;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>The meta-schemas of draft 2020-12, kept in this assembly.</summary>
internal static class MetaSchemas
{
    private static readonly Lazy<FrozenDictionary<string, JsonElement>> Documents = new(Load);

    /// <summary>A built-in meta-schema, or <see langword="null"/>.</summary>
    /// <param name="uri">An absolute URI without fragment.</param>
    public static JsonElement? Find(Uri uri) => Documents.Value.TryGetValue(uri.AbsoluteUri, out var document) ? document : null;

    private static FrozenDictionary<string, JsonElement> Load()
    {
        var assembly = typeof(MetaSchemas).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".json", StringComparison.Ordinal))
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var document = JsonDocument.Parse(stream);
                return document.RootElement.Clone();
            })
            .ToFrozenDictionary(root => root.GetProperty("$id").GetString()!, StringComparer.Ordinal);
    }
}
