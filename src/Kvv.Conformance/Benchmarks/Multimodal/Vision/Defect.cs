using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>Something that goes wrong between the file and the model and shows in answers.</summary>
internal sealed record Defect
{
    // How often an answer of a healthy model happens to be a given signature. Wrong answers of a healthy model are rare, and
    // signatures are words and numbers that nothing but the defect suggests; one in twenty leaves room for weak models.
    private const double UsualChance = 0.05;

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Its name in the probe files.</summary>
    public required string Id { get; init; }

    /// <summary>What happens, as a sentence without capital and full stop.</summary>
    public required string Title { get; init; }

    /// <summary>The fault of the catalogue it is the mark of; <see langword="null"/> when the catalogue has none.</summary>
    public string? Fault { get; init; }

    /// <summary>The largest share of probes in which a healthy endpoint shows the signature by chance.</summary>
    public double Chance { get; init; } = UsualChance;

    /// <summary>Whether it is measured (a status, a count of tokens) rather than read from an answer: then once is enough.</summary>
    public bool Measured { get; init; }

    /// <summary>Whether it is reported and never decides: clients meet it, and endpoints of the makers may well have it.</summary>
    public bool Advice { get; init; }

    /// <summary>Reads <c>defects.json</c>.</summary>
    /// <exception cref="InvalidDataException">The file is missing or malformed.</exception>
    public static IReadOnlyDictionary<string, Defect> Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<List<Defect>>(File.ReadAllText(path), Reading)!.ToDictionary(d => d.Id, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or IOException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }
}
