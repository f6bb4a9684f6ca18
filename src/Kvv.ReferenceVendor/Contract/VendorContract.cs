using System.Text.Json;

namespace Kvv.ReferenceVendor.Contract;

/// <summary>
/// What a profile file demands of an endpoint, as this endpoint reads it. The suite has a reader of its own; the two share no
/// code, so that a mistake in one cannot hide in the other.
/// </summary>
internal sealed record VendorContract
{
    public required string Name { get; init; }

    public string Maker { get; init; } = "";

    public long WindowTokens { get; init; } = 131_072;

    public IReadOnlyList<string> ControlStrings { get; init; } = [];

    public string ThinkOpen { get; init; } = "<think>";

    public string ThinkClose { get; init; } = "</think>";

    public required ThinkingContract Thinking { get; init; }

    public IReadOnlyList<ParameterRule> Parameters { get; init; } = [];

    public required ToolContract Tools { get; init; }

    public IReadOnlyList<string> ResponseFormats { get; init; } = [];

    public required FeatureContract Features { get; init; }

    /// <summary>Moonshot's own stream carries usage inside the last chunk's choice as well, asked for or not.</summary>
    public bool UsageInChoice => Name.StartsWith("kimi", StringComparison.Ordinal);

    /// <summary>Reads a profile file.</summary>
    /// <exception cref="InvalidDataException">The file is no profile; the message names the file and the member.</exception>
    public static VendorContract Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip });
            return ContractReader.Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"The profile {path} cannot be read: {e.Message}", e);
        }
    }
}
