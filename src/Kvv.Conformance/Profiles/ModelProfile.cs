using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>
/// The contract of one model: what its makers say an endpoint that serves it must accept, refuse and reach. Read from a file of
/// <c>fixtures/models/</c>; the format is described in <c>docs/model-profile.schema.json</c>.
/// </summary>
public sealed record ModelProfile
{
    /// <summary>The address of the format's schema, for editors.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The profile's name: lower-case letters, digits, dots and hyphens; the file's name without its extension.</summary>
    public required string Name { get; init; }

    /// <summary>The model's name for people.</summary>
    public required string Title { get; init; }

    /// <summary>Who made the model.</summary>
    public string? Maker { get; init; }

    /// <summary>How much the model can hold; <see langword="null"/> when unknown.</summary>
    public ContextWindow? ContextWindow { get; init; }

    /// <summary>How the request for thinking is spelled unless the run says otherwise.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>The strings that must never reach a client as text.</summary>
    public required ChatFormatContract ChatFormat { get; init; }

    /// <summary>How the model thinks.</summary>
    public required ThinkingContract Thinking { get; init; }

    /// <summary>What values of request parameters the model takes.</summary>
    public required IReadOnlyList<ParameterRule> Parameters { get; init; }

    /// <summary>How the model calls tools.</summary>
    public required ToolContract Tools { get; init; }

    /// <summary>The response formats the model offers.</summary>
    public required ResponseFormatContract ResponseFormats { get; init; }

    /// <summary>What the model offers beyond text.</summary>
    public required FeatureContract Features { get; init; }

    /// <summary>The benchmarks the model is held to, by benchmark id.</summary>
    public required IReadOnlyDictionary<string, BenchmarkTarget> Benchmarks { get; init; }

    /// <summary>What the keys in <c>source</c> members stand for: repository and revision, or document and date.</summary>
    public required IReadOnlyDictionary<string, string> Sources { get; init; }

    /// <summary>What a reader of the whole profile should know.</summary>
    public string? Note { get; init; }

    /// <summary>The rule of a parameter in a thinking mode, or <see langword="null"/> when the profile has none.</summary>
    /// <param name="parameter">The parameter's name in the request.</param>
    /// <param name="mode">The thinking mode.</param>
    public ParameterRule? Rule(string parameter, ThinkingMode mode) =>
        Parameters.FirstOrDefault(r => r.Name == parameter && r.HoldsIn(mode));
}
