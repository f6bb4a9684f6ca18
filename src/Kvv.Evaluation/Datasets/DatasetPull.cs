using System.Globalization;
using Kvv.Evaluation.Datasets.Pulling;

namespace Kvv.Evaluation.Datasets;

/// <summary>How a pull ended.</summary>
public enum PullOutcome
{
    /// <summary>Fetched and recorded.</summary>
    Pulled,

    /// <summary>Was here already, and is what was recorded.</summary>
    Here,

    /// <summary>The user's own folder stands in its place; it was left alone.</summary>
    Own,
}

/// <summary>Fetches data sets into a store. What was fetched before an interruption is not fetched again.</summary>
/// <param name="store">Where they go.</param>
/// <param name="options">How.</param>
public sealed class DatasetPull(DatasetStore store, PullOptions options)
{
    private const string Archive = "archive.tar.gz";

    /// <summary>Fetches one data set.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends it; the same call goes on later.</param>
    /// <exception cref="DatasetException">It cannot be fetched or is not the expected one; the message names file, address and remedy.</exception>
    public async Task<PullOutcome> RunAsync(string name, CancellationToken cancellationToken = default)
    {
        var description = store.Catalogue.Find(name);
        var recorded = store.ManifestOf(name);
        if (recorded is not null && !options.Again)
        {
            RefuseDamage(name);
            return PullOutcome.Here;
        }

        if (recorded is null && store.StateOf(name) == DatasetState.Own && !await IsPinnedAsync(description, cancellationToken))
            return PullOutcome.Own;
        if (store.StateOf(name) == DatasetState.Own)
            options.Report($"{name}: the file in {store.FolderOf(name)} is the pinned one.");
        using var work = WorkFolder.Open(store.FolderOf(name), Describe(description.Source));
        using var fetcher = new Fetcher(options);
        Adopt(description, work);
        switch (description.Source)
        {
            case ViewerSource viewer:
                await new ViewerPull(description, viewer, store.Blobs, fetcher, options).RunAsync(work, viewer.Revision ?? recorded?.Revision, cancellationToken);
                break;
            case FileSource files:
                foreach (var file in files.Files)
                    await new FilePull(fetcher, options).RunAsync(file.Url, work.PathOf(file.Name), file.Sha256 ?? Recorded(recorded, file.Name), cancellationToken);
                work.Revision = files.Revision;
                break;
            case ArchiveSource archive:
                await new FilePull(fetcher, options).RunAsync(archive.Url, work.PathOf(Archive), archive.Sha256 ?? recorded?.ArchiveSha256, cancellationToken);
                await ArchiveFiles.ExtractAsync(work.PathOf(Archive), archive.Entries, work.Path, cancellationToken);
                work.Revision = archive.Revision;
                break;
        }

        await FinishAsync(description, work, cancellationToken);
        return PullOutcome.Pulled;
    }

    private async Task FinishAsync(DatasetDescription description, WorkFolder work, CancellationToken cancellationToken)
    {
        var items = Checked(description, work.PathOf(description.ItemsFile));
        var files = new List<ManifestFile>();
        foreach (var file in Names(description))
            files.Add(new(file, await FilePull.HashAsync(work.PathOf(file), cancellationToken), new FileInfo(work.PathOf(file)).Length));
        var manifest = new DatasetManifest
        {
            Name = description.Name,
            Source = Describe(description.Source),
            Revision = work.Revision,
            PulledAt = options.Time.GetUtcNow(),
            Items = items,
            Files = files,
            ArchiveSha256 = description.Source is ArchiveSource ? await FilePull.HashAsync(work.PathOf(Archive), cancellationToken) : null,
        };
        work.Finish(manifest);
        var pin = manifest.Revision ?? manifest.ArchiveSha256 ?? files.First(f => f.Name == description.ItemsFile).Sha256;
        options.Report(string.Create(CultureInfo.InvariantCulture, $"{description.Name}: {items} items at {pin}, recorded in {Path.Combine(store.FolderOf(description.Name), DatasetManifest.FileName)}."));
    }

    private static int Checked(DatasetDescription description, string path)
    {
        var count = 0;
        foreach (var row in DatasetStore.Rows(File.ReadAllBytes(path), path))
        {
            if (RowCheck.Fault(description, row) is { } fault)
                throw new DatasetException($"{path}, item {count}: {fault} The data set was changed: correct its description in fixtures/datasets, or put the items by hand into its folder.");
            count++;
        }

        return count == description.Items
            ? count
            : throw new DatasetException($"{path} holds {count} items, {description.Items} belong to {description.Title}. Delete {Path.GetDirectoryName(path)} and run the same command again; if it stays so, correct \"items\" in fixtures/datasets/{description.Name}.json.");
    }

    private void RefuseDamage(string name)
    {
        if (DatasetVerifier.Verify(store, name) is { Count: > 0 } faults)
            throw new DatasetException($"{name} is here but not whole: {faults[0]}");
    }

    /// <summary>A file that was put into the folder by hand counts as fetched when its pinned hash says that it is the one.</summary>
    private async Task<bool> IsPinnedAsync(DatasetDescription description, CancellationToken cancellationToken)
    {
        if (description.Source is not FileSource source)
            return false;
        foreach (var file in source.Files)
        {
            var path = Path.Combine(store.FolderOf(description.Name), file.Name);
            if (!File.Exists(path) || await FilePull.HashAsync(path, cancellationToken) != file.Sha256)
                return false;
        }

        return true;
    }

    private void Adopt(DatasetDescription description, WorkFolder work)
    {
        if (description.Source is not FileSource source || store.StateOf(description.Name) != DatasetState.Own)
            return;
        foreach (var file in source.Files)
            File.Copy(Path.Combine(store.FolderOf(description.Name), file.Name), work.PathOf(file.Name), overwrite: true);
    }

    private static string? Recorded(DatasetManifest? manifest, string file) => manifest?.Files.FirstOrDefault(f => f.Name == file)?.Sha256;

    private static IEnumerable<string> Names(DatasetDescription description) => description.Source switch
    {
        FileSource files => files.Files.Select(f => f.Name),
        ArchiveSource archive => archive.Entries,
        _ => [description.ItemsFile],
    };

    private static string Describe(DatasetSource source) => source switch
    {
        ViewerSource v => $"viewer {v.Dataset}, {v.Config}, {v.Split}",
        FileSource f => $"files {string.Join(", ", f.Files.Select(x => x.Url))}",
        ArchiveSource a => $"archive {a.Url}",
        _ => source.ToString(),
    };
}
