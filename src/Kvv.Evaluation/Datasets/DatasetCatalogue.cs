using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Kvv.Evaluation.Datasets;

/// <summary>The data sets that the suite knows how to get, read from <c>fixtures/datasets/*.json</c>.</summary>
public sealed partial class DatasetCatalogue
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private DatasetCatalogue(IReadOnlyList<DatasetDescription> all) => All = all;

    /// <summary>Every description, by name.</summary>
    public IReadOnlyList<DatasetDescription> All { get; }

    /// <summary>Reads every description in a folder.</summary>
    /// <param name="folder">The folder <c>fixtures/datasets</c>.</param>
    /// <exception cref="DatasetException">The folder is missing or a file is no description; the message names it.</exception>
    public static DatasetCatalogue Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DatasetException($"The folder of data set descriptions {folder} is not there: run from the repository, or name the fixtures folder.");
        return new([.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)]);
    }

    /// <summary>The description with this name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DatasetException">There is none.</exception>
    public DatasetDescription Find(string name) =>
        All.FirstOrDefault(d => d.Name == name)
        ?? throw new DatasetException($"There is no data set \"{name}\". Known: {string.Join(", ", All.Select(d => d.Name))}.");

    /// <summary>Reads one description.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="DatasetException">The file is no description; the message names it.</exception>
    public static DatasetDescription Read(string path)
    {
        try
        {
            var description = JsonSerializer.Deserialize<DatasetDescription>(File.ReadAllText(path), Options)
                ?? throw new DatasetException($"{path}: expected an object.");
            return Faults(description, Path.GetFileNameWithoutExtension(path)).FirstOrDefault() is { } fault
                ? throw new DatasetException($"{path}: {fault}")
                : description;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new DatasetException($"{path}: not a data set description. ({e.Message})", e);
        }
    }

    private static IEnumerable<string> Faults(DatasetDescription description, string fileName)
    {
        if (description.Name != fileName)
            yield return $"the name \"{description.Name}\" differs from the file's.";
        if (!SafeName().IsMatch(description.Name))
            yield return "a name consists of lower-case letters, digits, - and . only.";
        if (description.Items < 1)
            yield return "\"items\" must be above 0.";
        if (!SafeFile().IsMatch(description.ItemsFile))
            yield return $"\"{description.ItemsFile}\" is no plain file name.";
        foreach (var fault in description.Source switch
        {
            ViewerSource => description.ItemsFile == "items.jsonl" ? [] : ["rows of the viewer are kept in items.jsonl."],
            FileSource files => Files([.. files.Files.Select(f => (f.Name, (string?)f.Sha256))], description.ItemsFile),
            ArchiveSource archive => Files([.. archive.Entries.Select(e => (e, archive.Sha256))], description.ItemsFile),
            _ => ["unknown source."],
        })
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Files(IReadOnlyList<(string Name, string? Sha256)> files, string items)
    {
        if (files.All(f => f.Name != items))
            yield return $"no file of the source is \"{items}\", the file of the items.";
        foreach (var (name, hash) in files)
        {
            if (!SafeFile().IsMatch(name))
                yield return $"\"{name}\" is no plain file name.";
            if (hash is not null && !Hash().IsMatch(hash))
                yield return $"the SHA-256 of \"{name}\" is not 64 lower-case hexadecimal digits.";
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]*\z")]
    private static partial Regex SafeName();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex SafeFile();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}
