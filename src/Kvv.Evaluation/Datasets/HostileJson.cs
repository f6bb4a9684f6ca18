using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Datasets;

/// <summary>Reads JSON from servers and users: a member of another kind than expected is absent, never an exception of its own.</summary>
internal static class HostileJson
{
    // A member that stands twice would throw only when it is looked at.
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 256 };

    /// <summary>The object that a text holds, or <see langword="null"/> when it holds another value.</summary>
    /// <exception cref="JsonException">The text is no JSON, or a member stands twice.</exception>
    public static JsonObject? Parse(ReadOnlySpan<byte> utf8) => JsonNode.Parse(utf8, null, Options) as JsonObject;

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static JsonObject? Parse(string text) => JsonNode.Parse(text, null, Options) as JsonObject;

    public static string? Text(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Whole(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static long? Long(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static bool IsTrue(this JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<bool>(out var truth) && truth;

    public static JsonArray Array(this JsonObject json, string name) => json[name] as JsonArray ?? [];
}
