using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Faults;

/// <summary>The file as it is written, and how strictly it is read.</summary>
internal sealed record FaultCatalogueFile
{
    /// <summary>The only format this version reads.</summary>
    public const string CurrentFormat = "kvv-fault-catalogue/1";

    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Format { get; init; }

    public required ImmutableArray<Fault> Faults { get; init; }

    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        Converters =
        {
            new WordConverter<FaultStage>(),
            new WordConverter<FaultSeverity>(),
            new WordConverter<FaultEvidence>(),
            new WordConverter<FaultRequests>(),
        },
    };

    /// <exception cref="FaultCatalogueException">The text is not JSON, or has other members or types than the format.</exception>
    public static FaultCatalogueFile Read(ReadOnlySpan<byte> json, string file)
    {
        try
        {
            return JsonSerializer.Deserialize<FaultCatalogueFile>(json, Options)
                ?? throw new FaultCatalogueException(file, [new("$", "The catalogue is null.")]);
        }
        catch (JsonException error)
        {
            // The platform repeats the path at the end of its sentence; it stands in front already.
            var sentence = error.Message.Split(" Path: ")[0];
            var line = error.LineNumber is { } number ? $" (line {number + 1})" : "";
            throw new FaultCatalogueException(file, [new(error.Path ?? "$", sentence + line)], error);
        }
    }
}
