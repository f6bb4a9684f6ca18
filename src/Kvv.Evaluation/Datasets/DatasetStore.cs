using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Evaluation.Datasets;

/// <summary>Whether a data set can be read.</summary>
public enum DatasetState
{
    /// <summary>Nothing of it is here.</summary>
    Missing,

    /// <summary>A pull was interrupted; the same command goes on from there.</summary>
    Partial,

    /// <summary>Pulled, with a record of its revision and hashes.</summary>
    Pulled,

    /// <summary>A folder that the user put there, without a record of a pull.</summary>
    Own,
}

/// <summary>
/// Data sets on this machine: <c>DIRECTORY/NAME/</c> holds the items as JSON Lines, <c>DIRECTORY/blobs/</c> their pictures. A
/// folder of the user's own in the same form is read just so; nothing here touches the network.
/// </summary>
/// <param name="directory">The data set directory (the setting <c>DatasetDirectory</c>).</param>
/// <param name="catalogue">The known data sets.</param>
public sealed class DatasetStore(string directory, DatasetCatalogue catalogue)
{
    /// <summary>The data set directory.</summary>
    public string Directory { get; } = Path.GetFullPath(directory);

    /// <summary>The known data sets.</summary>
    public DatasetCatalogue Catalogue { get; } = catalogue;

    internal BlobStore Blobs { get; } = new(Path.Combine(Path.GetFullPath(directory), "blobs"));

    /// <summary>A store with the catalogue of a fixtures folder.</summary>
    /// <param name="directory">The data set directory.</param>
    /// <param name="fixturesFolder">The folder <c>fixtures</c>.</param>
    /// <exception cref="DatasetException">A description cannot be read.</exception>
    public static DatasetStore For(string directory, string fixturesFolder) =>
        new(directory, DatasetCatalogue.Load(Path.Combine(fixturesFolder, "datasets")));

    /// <summary>The folder of a data set.</summary>
    /// <param name="name">The data set's name.</param>
    public string FolderOf(string name) => Path.Combine(Directory, name);

    /// <summary>Reads a data set.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>
    /// The items in file order, pictures as <see cref="BlobReference"/>. The revision is the source's, or <c>sha256:</c> and 16
    /// digits of the items' hash where the source names none.
    /// </returns>
    /// <exception cref="DatasetMissingException">It is not on this machine; the message is the remedy.</exception>
    /// <exception cref="DatasetException">It is unknown, damaged or changed since it was pulled; the message says which file.</exception>
    public Dataset Open(string name)
    {
        var description = Catalogue.Find(name);
        var (bytes, manifest) = ReadFile(description, description.ItemsFile);
        var path = Path.Combine(FolderOf(name), description.ItemsFile);
        var samples = Samples(Rows(bytes, path), description.IdColumn, path);
        if (samples.Count == 0)
            throw new DatasetException($"{path} holds no items. Fetch the data set anew with `kvv datasets pull {name} --again`.");
        return new(name, manifest?.Revision ?? $"sha256:{BlobStore.HashOf(bytes)[..16]}", samples);
    }

    /// <summary>Reads a further file of a data set, for example the official results beside the items.</summary>
    /// <param name="name">The data set's name.</param>
    /// <param name="file">The file's name.</param>
    /// <returns>The objects of its lines, in order.</returns>
    /// <exception cref="DatasetMissingException">It is not on this machine; the message is the remedy.</exception>
    /// <exception cref="DatasetException">The file is damaged or changed; the message says which.</exception>
    public IReadOnlyList<JsonObject> ReadLines(string name, string file) =>
        [.. Rows(ReadFile(Catalogue.Find(name), file).Bytes, Path.Combine(FolderOf(name), file))];

    /// <summary>The bytes of a picture, checked against their hash.</summary>
    /// <param name="hash">See <see cref="BlobReference.Hash"/>.</param>
    /// <exception cref="DatasetException">The file is missing or damaged; the message names it.</exception>
    public byte[] ReadBlob(string hash) => Blobs.Read(hash);

    /// <summary>Whether a data set can be read.</summary>
    /// <param name="name">A known name.</param>
    public DatasetState StateOf(string name)
    {
        var folder = FolderOf(name);
        return File.Exists(Path.Combine(folder, DatasetManifest.FileName)) ? DatasetState.Pulled
            : File.Exists(Path.Combine(folder, Catalogue.Find(name).ItemsFile)) ? DatasetState.Own
            : System.IO.Directory.Exists(folder + WorkSuffix) ? DatasetState.Partial
            : DatasetState.Missing;
    }

    /// <summary>The record of the pull, or <see langword="null"/> when there is none.</summary>
    /// <param name="name">A known name.</param>
    /// <exception cref="DatasetException">The record cannot be read.</exception>
    public DatasetManifest? ManifestOf(string name) => DatasetManifest.Find(FolderOf(name));

    internal const string WorkSuffix = ".pull";

    private (byte[] Bytes, DatasetManifest? Manifest) ReadFile(DatasetDescription description, string file)
    {
        var name = description.Name;
        if (StateOf(name) is DatasetState.Missing or DatasetState.Partial)
            throw new DatasetMissingException(name, $"The data set {name} ({description.Title}) is not in {Directory}. Get it with `kvv datasets pull {name}`, or put {description.ItemsFile} into {FolderOf(name)}.");
        var path = Path.Combine(FolderOf(name), file);
        if (!File.Exists(path))
            throw new DatasetMissingException(name, $"The file {path} is not there. Get it with `kvv datasets pull {name} --again`.");
        var bytes = File.ReadAllBytes(path);
        if (bytes.AsSpan().StartsWith("version https://git-lfs"u8))
            throw new DatasetException($"{path} is a large-file pointer, not the data. Get the file itself with `kvv datasets pull {name} --again`.");
        var manifest = ManifestOf(name);
        if (manifest?.Files.FirstOrDefault(f => f.Name == file) is { } known && BlobStore.HashOf(bytes) != known.Sha256)
            throw new DatasetException($"{path} is not what was pulled: its SHA-256 differs from the one in {DatasetManifest.FileName}. Fetch it anew with `kvv datasets pull {name} --again`, or delete {DatasetManifest.FileName} to use a file of your own.");
        return (bytes, manifest);
    }

    internal static IEnumerable<JsonObject> Rows(ReadOnlyMemory<byte> bytes, string path)
    {
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(bytes.Span).Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            JsonObject? row;
            try
            {
                row = HostileJson.Parse(line);
            }
            catch (JsonException e)
            {
                throw new DatasetException($"{path}:{number}: {e.Message}", e);
            }

            yield return row ?? throw new DatasetException($"{path}:{number}: expected a JSON object.");
        }
    }

    /// <summary>Ids from a column, or the item's number; an id that repeats gets #2, #3 … so that every item stays apart.</summary>
    private static List<Sample> Samples(IEnumerable<JsonObject> rows, string? idColumn, string path)
    {
        var samples = new List<Sample>();
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var id = samples.Count.ToString("D5", CultureInfo.InvariantCulture);
            if (idColumn is not null)
                id = row[idColumn] is JsonValue value ? value.ToString() : throw new DatasetException($"{path}: item {samples.Count} has no \"{idColumn}\", the column of the ids.");
            var use = uses[id] = uses.GetValueOrDefault(id) + 1;
            samples.Add(new(use == 1 ? id : $"{id}#{use}", row));
        }

        return samples;
    }
}
