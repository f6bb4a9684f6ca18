using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.PromptTokens;

/// <summary>
/// What the settings of a request add to a model's prompt, in tokens: differences between published counts of one request with
/// and without the setting (<c>fixtures/pre-verification/prompt-signatures/&lt;profile&gt;.json</c>). Differences hold whatever
/// constant an engine counts on top.
/// </summary>
public sealed record PromptSignature
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The profile it belongs to.</summary>
    public required string Profile { get; init; }

    /// <summary><c>response_format</c> <c>text</c> against none.</summary>
    public required long ResponseFormatText { get; init; }

    /// <summary><c>response_format</c> <c>json_object</c> against none.</summary>
    public required long JsonObject { get; init; }

    /// <summary>Each effort against the default one.</summary>
    public required IReadOnlyDictionary<string, long> Efforts { get; init; }

    /// <summary>Thinking off against thinking at the default effort.</summary>
    public required long Off { get; init; }

    /// <summary><c>tool_choice</c> <c>required</c> against <c>auto</c>, with tools.</summary>
    public required long Required { get; init; }

    /// <summary><c>tool_choice</c> <c>none</c> against <c>auto</c>, with tools.</summary>
    public required long None { get; init; }

    /// <summary>Where the figures come from.</summary>
    public required string Source { get; init; }

    /// <summary>Reads the signature of a profile.</summary>
    /// <param name="folder">The folder of signatures.</param>
    /// <param name="profile">The profile's name.</param>
    /// <returns>The signature, or <see langword="null"/> when nothing is published for the profile.</returns>
    /// <exception cref="InvalidDataException">The file is malformed; the message names it.</exception>
    public static PromptSignature? Find(string folder, string profile)
    {
        var path = Path.Combine(folder, profile + ".json");
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<PromptSignature>(File.ReadAllBytes(path), Options) is { } signature && signature.Profile == profile
                ? signature
                : throw new InvalidDataException($"{path}: this is not the signature of {profile}.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }
}
