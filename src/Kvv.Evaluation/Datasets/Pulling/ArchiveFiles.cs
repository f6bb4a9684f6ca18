using System.Formats.Tar;
using System.IO.Compression;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>Takes named files out of a tar.gz. The archive is hostile until shown otherwise.</summary>
internal static class ArchiveFiles
{
    private const long MaxUnpacked = 8L << 30;
    private const int MaxEntries = 100_000;

    /// <summary>Writes the wanted files into a folder, under their plain names.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="wanted">File names; each must be there exactly once, in whatever folder.</param>
    /// <param name="folder">Where they go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DatasetException">The archive is damaged, dangerous, or a file is missing; the message says which.</exception>
    public static async Task ExtractAsync(string archive, IReadOnlyList<string> wanted, string folder, CancellationToken cancellationToken)
    {
        var seen = new List<string>();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        long unpacked = 0;
        try
        {
            await using var file = File.OpenRead(archive);
            await using var gzip = new GZipStream(file, CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                RefuseDanger(entry, archive);
                unpacked += entry.Length;
                if (seen.Count >= MaxEntries || unpacked > MaxUnpacked)
                    throw new DatasetException($"{archive} unpacks to more than {MaxUnpacked:N0} bytes or {MaxEntries:N0} files. It is not the expected archive: delete it and fetch the files by hand.");
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
                    continue;
                seen.Add(entry.Name);
                var name = entry.Name[(entry.Name.LastIndexOf('/') + 1)..];
                if (!wanted.Contains(name))
                    continue;
                if (!found.TryAdd(name, entry.Name))
                    throw new DatasetException($"{archive} holds \"{name}\" twice, as {found[name]} and {entry.Name}. Unpack it by hand into the data set's folder.");
                await using var target = File.Create(Path.Combine(folder, name));
                if (entry.DataStream is { } data)
                    await data.CopyToAsync(target, cancellationToken);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            File.Delete(archive);
            throw new DatasetException($"{archive} is no readable tar.gz: {e.Message} It was deleted: run the same command again, or unpack the archive by hand into the data set's folder.", e);
        }

        if (wanted.Where(w => !found.ContainsKey(w)).ToList() is { Count: > 0 } missing)
            throw new DatasetException($"{archive} holds no {string.Join(", ", missing)}, but {(seen.Count == 0 ? "nothing" : string.Join(", ", seen.Take(20)))}. The archive was rearranged: correct its description in fixtures/datasets, or unpack it by hand into the data set's folder.");
    }

    /// <summary>Nothing is ever written under a name of the archive, yet an archive that tries to leave its folder is not trusted at all.</summary>
    private static void RefuseDanger(TarEntry entry, string archive)
    {
        var name = entry.Name.Replace('\\', '/');
        if (name.StartsWith('/') || (name.Length > 1 && name[1] == ':') || name.Split('/').Contains(".."))
            throw new DatasetException($"{archive} holds the path \"{entry.Name}\", which leaves its folder. It is not to be trusted: delete it and fetch the files by hand.");
        if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            throw new DatasetException($"{archive} holds the link \"{entry.Name}\". It is not to be trusted: delete it and fetch the files by hand.");
    }
}
