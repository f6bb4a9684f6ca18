using System.Text.Json.Nodes;

namespace Kvv.Evaluation.Datasets;

/// <summary>Holds what is on the disk against the record of the pull and the description.</summary>
public static class DatasetVerifier
{
    /// <summary>Reads every file and every picture of a data set.</summary>
    /// <param name="store">Where it is.</param>
    /// <param name="name">Its name.</param>
    /// <returns>What is wrong, one sentence each, with the remedy; empty when all is well.</returns>
    /// <exception cref="DatasetMissingException">It is not on this machine.</exception>
    /// <exception cref="DatasetException">The name is unknown.</exception>
    public static IReadOnlyList<string> Verify(DatasetStore store, string name)
    {
        ArgumentNullException.ThrowIfNull(store);
        var description = store.Catalogue.Find(name);
        var faults = new List<string>();
        try
        {
            foreach (var file in store.ManifestOf(name)?.Files.Where(f => f.Name != description.ItemsFile) ?? [])
                CheckFile(Path.Combine(store.FolderOf(name), file.Name), file, name, faults);
            var items = store.Open(name).Samples;
            if (items.Count != description.Items)
                faults.Add($"{store.FolderOf(name)} holds {items.Count} items, {description.Items} belong to {description.Title}.");
            for (var i = 0; i < items.Count && faults.Count < MaxFaults; i++)
                CheckItem(store, description, items[i].Data, i, faults);
        }
        catch (DatasetException e) when (e is not DatasetMissingException)
        {
            faults.Add(e.Message);
        }

        return faults;
    }

    private const int MaxFaults = 20;

    private static void CheckFile(string path, ManifestFile file, string name, List<string> faults)
    {
        if (!File.Exists(path))
            faults.Add($"{path} is missing. Fetch it with `kvv datasets pull {name} --again`.");
        else if (new FileInfo(path).Length != file.Bytes || BlobStore.HashOf(File.ReadAllBytes(path)) != file.Sha256)
            faults.Add($"{path} is not what was pulled. Fetch it anew with `kvv datasets pull {name} --again`.");
    }

    private static void CheckItem(DatasetStore store, DatasetDescription description, JsonObject row, int number, List<string> faults)
    {
        if (RowCheck.Fault(description, row) is { } fault)
            faults.Add($"Item {number} of {description.Name}: {fault}");
        foreach (var blob in row.Select(member => BlobReference.From(member.Value)).OfType<BlobReference>())
        {
            try
            {
                store.ReadBlob(blob.Hash);
            }
            catch (DatasetException e)
            {
                faults.Add($"Item {number} of {description.Name}: {e.Message}");
            }
        }
    }
}
