using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kvv.Evaluation.Datasets;

/// <summary>What a pull found, kept beside the items as <c>dataset.json</c>; later reads and pulls are held against it.</summary>
public sealed record DatasetManifest
{
    /// <summary>The form of this file.</summary>
    public const string CurrentFormat = "kvv-dataset/1";

    /// <summary>Its name in the data set's folder.</summary>
    public const string FileName = "dataset.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The form, <see cref="CurrentFormat"/>.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it came from.</summary>
    public required string Source { get; init; }

    /// <summary>The revision that the source named, or <see langword="null"/> when it names none.</summary>
    public string? Revision { get; init; }

    /// <summary>When it was complete.</summary>
    public required DateTimeOffset PulledAt { get; init; }

    /// <summary>Number of items.</summary>
    public required int Items { get; init; }

    /// <summary>The files beside this one.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>Hash of the archive that the files were taken from, or <see langword="null"/>.</summary>
    public string? ArchiveSha256 { get; init; }

    internal static DatasetManifest? Find(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return null;
        try
        {
            var manifest = JsonSerializer.Deserialize<DatasetManifest>(File.ReadAllText(path), Options);
            return manifest is { Format: CurrentFormat }
                ? manifest
                : throw new DatasetException($"{path} has the form {manifest?.Format ?? "null"}, this version reads {CurrentFormat}. Fetch the data set anew with `kvv datasets pull {Path.GetFileName(folder)} --again`.");
        }
        catch (JsonException e)
        {
            throw new DatasetException($"{path} is no record of a pull: {e.Message} Delete it and fetch the data set anew with `kvv datasets pull {Path.GetFileName(folder)}`.", e);
        }
    }

    internal void Write(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Options) + "\n");
}

/// <summary>A file of a data set.</summary>
/// <param name="Name">Its name in the folder.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Bytes">Its length.</param>
public sealed record ManifestFile(string Name, string Sha256, long Bytes);
