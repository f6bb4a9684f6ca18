using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>Finds JSON objects written out in a prompt.</summary>
internal static class PromptJson
{
    /// <summary>The first object that parses; <see langword="null"/> when there is none.</summary>
    public static JsonObject? Find(string text)
    {
        for (var at = text.IndexOf('{', StringComparison.Ordinal); at >= 0; at = text.IndexOf('{', at + 1))
        {
            if (Parse(text.AsSpan(at)) is { } found)
                return found;
        }

        return null;
    }

    private static JsonObject? Parse(ReadOnlySpan<char> text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text.ToArray()), new JsonReaderOptions { AllowTrailingCommas = false, AllowMultipleValues = true });
            return JsonNode.Parse(ref reader) as JsonObject is { } found && found.Count >= 0 ? found : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // A brace in prose; the caller looks further.
            return null;
        }
    }
}
